import { notFound, redirect } from 'next/navigation'
import * as notes from '@/lib/notes'

export function GET() {
  const note = notes.latest()
  if (!note) notFound()
  redirect(`/api/notes/${note.id}`)
}

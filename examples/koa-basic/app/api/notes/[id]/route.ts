import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import * as notes from '@/lib/notes'

interface Context {
  params: Promise<{ id: string }>
}

export async function GET(_request: NextRequest, { params }: Context) {
  const note = notes.find(Number((await params).id))
  if (!note) notFound()
  return Response.json(note)
}

export async function DELETE(_request: NextRequest, { params }: Context) {
  if (!notes.remove(Number((await params).id))) notFound()
  return new Response(null, { status: 204 })
}

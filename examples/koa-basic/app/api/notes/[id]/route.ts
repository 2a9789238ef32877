import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import * as notes from '@/lib/notes'

export async function GET(_request: NextRequest, { params }: RouteContext<'/api/notes/[id]'>) {
  const note = notes.find(Number((await params).id))
  if (!note) notFound()
  return Response.json(note)
}

export async function DELETE(_request: NextRequest, { params }: RouteContext<'/api/notes/[id]'>) {
  if (!notes.remove(Number((await params).id))) notFound()
  return new Response(null, { status: 204 })
}

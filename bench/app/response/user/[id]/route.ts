import type { NextRequest } from 'next/server'

interface Context {
  params: Promise<{ id: string }>
}

export async function GET(request: NextRequest, { params }: Context) {
  const { id } = await params
  const fields = request.nextUrl.searchParams.get('fields')
  const language = request.headers.get('accept-language')
  return Response.json({ id, fields, language, requestId: request.headers.get('x-request-id') })
}

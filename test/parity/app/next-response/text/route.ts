import { NextResponse } from 'next/server'

export async function GET() {
  const response = new NextResponse('text', { status: 202 })
  response.headers.set('x-instance', String(response instanceof Response))
  response.headers.set('x-json', String(NextResponse.json(1) instanceof Response))
  return response
}

import { NextResponse } from 'next/server'

export async function GET() {
  const response = new NextResponse('ok')
  response.cookies.set('nr', '1', { maxAge: 10, sameSite: 'lax' })
  response.cookies.set({ name: 'nr2', value: 'a b', path: '/q', expires: 0 })
  response.cookies.delete('nr3')
  response.cookies.delete({ name: 'nr4', path: '/zz', domain: 'x.com' })
  return response
}

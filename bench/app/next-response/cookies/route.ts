import { NextResponse } from 'next/server'

export function GET() {
  const response = new NextResponse('ok')
  const { cookies } = response
  cookies.set('a', '1', { httpOnly: true })
  cookies.set('b', '2', { httpOnly: true })
  cookies.set('c', '3', { httpOnly: true })
  return response
}

import { cookies } from 'next/headers'
import { NextResponse } from 'next/server'

export async function GET() {
  const store = await cookies()
  store.set('nr', 'mut')
  store.set('q', 'mut')
  const response = new NextResponse('ok')
  response.cookies.set('nr', 'res')
  return response
}

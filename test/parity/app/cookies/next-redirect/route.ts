import { cookies } from 'next/headers'
import { NextResponse } from 'next/server'

export async function GET() {
  const store = await cookies()
  store.set('kept', '1')
  return NextResponse.redirect('https://nextjs.org/', { status: 303, headers: { 'x-extra': '1' } })
}

import { cookies, headers } from 'next/headers'
import { NextResponse } from 'next/server'

export async function GET() {
  const language = (await headers()).get('accept-language')
  return NextResponse.json({ language, session: (await cookies()).get('session')?.value })
}

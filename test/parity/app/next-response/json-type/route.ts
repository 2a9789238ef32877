import { NextResponse } from 'next/server'

export async function GET() {
  const headers = { 'content-type': 'application/vnd.api+json' }
  return NextResponse.json({ a: 1 }, { headers })
}

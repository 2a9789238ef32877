import { NextResponse } from 'next/server'

export async function GET() {
  return NextResponse.json({ a: 1, b: ['한글', null] }, { status: 201, headers: { 'x-a': '1' } })
}

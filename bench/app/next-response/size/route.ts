import { NextResponse } from 'next/server'

export async function POST(request: Request) {
  const { byteLength } = await request.arrayBuffer()
  return NextResponse.json({ byteLength })
}

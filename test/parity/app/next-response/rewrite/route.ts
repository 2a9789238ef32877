import { NextResponse } from 'next/server'

export async function GET(request: Request) {
  return NextResponse.rewrite(new URL('/methods/every', request.url))
}

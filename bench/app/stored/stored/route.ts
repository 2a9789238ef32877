import { NextResponse } from 'next/server'

export const revalidate = 3600

export function GET() {
  return new NextResponse('Hello, world!')
}

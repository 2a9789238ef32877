import { ImageResponse } from 'next/og'
import type { NextRequest } from 'next/server'

export function GET(request: NextRequest) {
  const text = request.nextUrl.searchParams.get('text') ?? 'Hello'
  const headers = { 'cache-control': 'no-store', 'x-card': text }
  return new ImageResponse(<div style={{ display: 'flex', fontSize: 40 }}>{text}</div>, {
    width: 200,
    height: 100,
    status: 201,
    headers,
  })
}

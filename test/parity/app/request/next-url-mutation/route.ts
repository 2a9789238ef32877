import type { NextRequest } from 'next/server'

export async function GET(request: NextRequest) {
  const copy = request.nextUrl.clone()
  copy.pathname = '/copy'
  request.nextUrl.pathname = '/moved'
  request.nextUrl.searchParams.set('added', '1')
  return Response.json({
    copy: copy.pathname,
    moved: request.nextUrl.pathname,
    search: request.nextUrl.search,
    url: new URL(request.url).pathname,
  })
}

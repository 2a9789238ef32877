import type { NextRequest } from 'next/server'

export const dynamic = 'force-dynamic'

export async function POST(request: NextRequest) {
  const copy = request.clone() as NextRequest
  return Response.json({
    text: await copy.text(),
    nextUrl: typeof copy.nextUrl,
    cookies: typeof copy.cookies,
    own: request.nextUrl.pathname,
  })
}

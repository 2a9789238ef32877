import type { NextRequest } from 'next/server'

export async function GET(request: NextRequest) {
  const { host, hostname, href, origin } = request.nextUrl
  return Response.json({ host, hostname, href, origin })
}

import type { NextRequest } from 'next/server'

export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }) {
  return Response.json({ params: await params, pathname: request.nextUrl.pathname })
}

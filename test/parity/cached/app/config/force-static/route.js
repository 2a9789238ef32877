import { cookies, headers } from 'next/headers'
import { run } from '../../../lib/run'

export const dynamic = 'force-static'

export async function GET(request) {
  const seen = {
    url: request.url,
    search: request.nextUrl.search,
    params: [...request.nextUrl.searchParams],
    pathname: request.nextUrl.pathname,
    headers: [...request.headers],
    cookies: request.cookies.getAll(),
    scope: [...(await headers())],
    jar: (await cookies()).getAll(),
    method: request.method,
  }
  return Response.json({ run: run(), seen }, { headers: { 'x-own': 'kept' } })
}

import type { NextRequest } from 'next/server'

export async function GET(request: NextRequest) {
  const { nextUrl } = request
  const { basePath, buildId, defaultLocale, domainLocale, hash, locale, password, pathname } =
    nextUrl
  const { protocol, search, username } = nextUrl
  return Response.json({
    basePath,
    buildId: typeof buildId,
    defaultLocale: typeof defaultLocale,
    domainLocale: typeof domainLocale,
    hash,
    locale,
    password,
    pathname,
    protocol,
    search,
    username,
    all: nextUrl.searchParams.getAll('a'),
    text:
      String(nextUrl) === nextUrl.href && JSON.stringify(nextUrl) === JSON.stringify(nextUrl.href),
  })
}

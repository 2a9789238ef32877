import * as headers from 'next/headers'
import * as navigation from 'next/navigation'
import * as server from 'next/server'

const names = {
  headers: ['cookies', 'headers', 'draftMode'],
  navigation: [
    'redirect',
    'permanentRedirect',
    'notFound',
    'forbidden',
    'unauthorized',
    'unstable_rethrow',
    'unstable_isUnrecognizedActionError',
    'RedirectType',
    'ReadonlyURLSearchParams',
  ],
  server: [
    'NextRequest',
    'NextResponse',
    'ImageResponse',
    'userAgent',
    'userAgentFromString',
    'URLPattern',
    'after',
    'connection',
  ],
}

const kinds = (surface: object, wanted: string[]) =>
  wanted.map(name => `${name}: ${typeof (surface as Record<string, unknown>)[name]}`)

export async function GET() {
  return Response.json({
    headers: kinds(headers, names.headers),
    navigation: kinds(navigation, names.navigation),
    server: kinds(server, names.server),
  })
}

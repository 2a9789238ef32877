/** The headers of an answer that are stored with it: what describes the content, not the connection. */

/** Connection-specific (RFC 9110 §7.6.1), or said anew by whoever sends the stored answer. */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  // A body that was fetched has been decoded.
  'content-encoding',
  'date',
  'age',
  'set-cookie',
  'x-next-cache-tags',
  'x-nextjs-cache',
])

const MIDDLEWARE = 'x-middleware-'

/** In order; without `Set-Cookie`, which is never anybody else's. */
export function storedHeaders(headers: Headers): [string, string][] {
  const named = namedByConnection(headers.get('connection'))
  return [...headers].filter(
    ([name]) => !DROPPED.has(name) && !named.has(name) && !name.startsWith(MIDDLEWARE),
  )
}

function namedByConnection(connection: string | null): ReadonlySet<string> {
  return new Set(connection?.split(',').map(name => name.trim().toLowerCase()))
}

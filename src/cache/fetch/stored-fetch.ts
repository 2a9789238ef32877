/** Fetched data as an entry, and again as a `Response`. */
import { Response } from '../../natives.js'

/** What was fetched, without what it was fetched for. */
export interface Fetched {
  readonly status?: number
  readonly headers?: readonly (readonly [string, string])[]
  readonly body: Buffer
  /** Where redirects ended. */
  readonly url?: string
}

/** Those that no `Response` with a body may have (Fetch standard, "null body status"). */
const BODILESS = new Set([101, 103, 204, 205, 304])

/**
 * @param method - of the call: what was asked for without a body has none.
 * @param keepsCookies - see {@link fetchedHeaders}.
 */
export function responseOf(fetched: Fetched, method: string, keepsCookies: boolean): Response {
  const { status = 200, body, url = '' } = fetched
  const headers = fetchedHeaders(fetched.headers ?? [], keepsCookies)
  const isBodiless = BODILESS.has(status) || /^head$/i.test(method)
  const bytes = isBodiless ? null : (body as Uint8Array<ArrayBuffer>)
  return withUrl(new Response(bytes, { status, headers }), { url })
}

/**
 * What the origin has answered, over another body. One whose caller has a signal ends with it.
 */
export function overBody(
  response: Response,
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal | undefined,
): Response {
  const { status, statusText, headers } = response
  const stream = signal ? body?.pipeThrough(new TransformStream(), { signal }) : body
  return withUrl(new Response(stream ?? null, { status, statusText, headers }), response)
}

/** No constructor takes a URL; what a handler passes on is known by it as fetched. */
function withUrl(
  response: Response,
  { url, redirected = false }: { readonly url: string; readonly redirected?: boolean },
): Response {
  return Object.defineProperties(response, {
    url: { value: url, configurable: true },
    redirected: { value: redirected, configurable: true },
  })
}

/**
 * In order.
 *
 * @param keepsCookies - as Next.js does, for comparison with it: otherwise what one got is not
 *   given to another.
 */
export function fetchedHeaders(
  headers: Iterable<readonly [string, string]>,
  keepsCookies: boolean,
): [string, string][] {
  const kept: [string, string][] = []
  for (const [name, value] of headers) {
    if (keepsCookies || name !== 'set-cookie') kept.push([name, value])
  }
  return kept
}

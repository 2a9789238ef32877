/**
 * What may become of an answer that was made for everybody: stored, given to the one who asked, or
 * counted as a failure. The first rule that applies decides.
 */
import type { BypassReason } from '../engine/generated.js'

export type Verdict =
  | { readonly type: 'store' }
  | { readonly type: 'bypass'; readonly reason: BypassReason }
  /** The origin is in trouble: who waits shares the answer, and the last good one is kept. */
  | { readonly type: 'fail' }

export interface Rules {
  /** `exact` stores what Next.js stores. */
  readonly parity: 'improved' | 'exact'
  /** What to do with cookies: not store the answer, or store it without them. */
  readonly setCookie: 'refuse' | 'strip'
}

const STORED_STATUSES = new Set([200, 201, 203, 204, 300, 301, 302, 303, 307, 308, 404, 410])
const TOO_MANY_REQUESTS = 429
const NOT_FOUND = new Set([404, 410])

const STORE: Verdict = { type: 'store' }

const bypass = (reason: BypassReason): Verdict => ({ type: 'bypass', reason })

/**
 * @param isDynamic - whether the handler has looked at something that varies between requests.
 * @param cookies - `Set-Cookie` lines beside those in the headers.
 */
export function verdictOn(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  isDynamic: boolean,
  cookies: readonly string[],
  { parity, setCookie }: Rules,
): Verdict {
  if (isDynamic) return bypass('dynamic')
  if (parity === 'exact') return STORE
  const hasCookies = cookies.length > 0 || headers.has('set-cookie')
  if (setCookie === 'refuse' && hasCookies) return bypass('set-cookie')
  if (status >= 500 || status === TOO_MANY_REQUESTS) return { type: 'fail' }
  if (!STORED_STATUSES.has(status)) return bypass('status')
  if (forbidsStoring(headers.get('cache-control'))) return bypass('cache-control')
  if (variesUnseen(headers.get('vary'))) return bypass('vary')
  return isStream(headers) ? bypass('stream') : STORE
}

/** RFC 9111 §5.2.2; a directive may have an argument. */
function forbidsStoring(cacheControl: string | null): boolean {
  return (
    cacheControl !== null &&
    listOf(cacheControl).some(directive =>
      /^(?:no-store|no-cache|private)\s*(?:=|$)/.test(directive),
    )
  )
}

/** By anything but the coding, which is put on behind the cache. */
function variesUnseen(vary: string | null): boolean {
  return vary !== null && listOf(vary).some(name => name !== 'accept-encoding')
}

function isStream(headers: Headers): boolean {
  const type = headers.get('content-type')?.trim().toLowerCase()
  return headers.has('content-range') || type?.startsWith('text/event-stream') === true
}

/** The members of a list (RFC 9110 §5.6.1), which may be empty. */
function listOf(field: string): string[] {
  return field
    .toLowerCase()
    .split(',')
    .map(member => member.trim())
    .filter(member => member !== '')
}

/** What was not found may be there soon. Seconds. */
export function lifeOf(status: number, revalidate: number, notFoundMaxAge: number): number {
  return NOT_FOUND.has(status) ? Math.min(revalidate, notFoundMaxAge) : revalidate
}

/** What is said to caches behind us, in the values of Next.js. */

/** What must not be kept by anybody. */
export const NO_STORE = 'private, no-cache, no-store, max-age=0, must-revalidate'

/** What may be kept by the one who asked, if it asks again before each use. */
export const PRIVATE = 'private, no-cache'

/** Next.js's year. Seconds. */
const YEAR = 31_536_000

export interface Lifetime {
  /** Seconds; `Infinity` for never. */
  readonly revalidate: number
  /** Seconds; `Infinity` for never. */
  readonly expire: number
}

export interface Audience {
  /** Whether shared caches may have it at all. */
  readonly cdn: boolean
  /** The request was authorised: `s-maxage` would let a shared cache keep the answer (RFC 9111 §3.5). */
  readonly isAuthorised: boolean
}

export function cacheControlOf({ revalidate, expire }: Lifetime, audience: Audience): string {
  if (!audience.cdn || audience.isAuthorised) return PRIVATE
  if (revalidate === Number.POSITIVE_INFINITY) return `s-maxage=${YEAR}`
  if (expire === Number.POSITIVE_INFINITY || revalidate >= expire) return `s-maxage=${revalidate}`
  return `s-maxage=${revalidate}, stale-while-revalidate=${expire - revalidate}`
}

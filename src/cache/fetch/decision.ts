/**
 * Whether a `fetch` of a handler is stored, and for how long: the rules of each Next.js version, in
 * their order (`patch-fetch`). Pure; what follows from it for the answer that is being made is in
 * `effects.ts`.
 */
import { RouteHandlersError } from '../../errors.js'
import type { FetchCache } from '../request-cache.js'

const NEVER = Number.POSITIVE_INFINITY

/** What the call says. */
export interface Asked {
  /** Of a `Request` it is never missing. */
  readonly cache: string | undefined
  /** `next.revalidate`. */
  readonly revalidate: unknown
  /** Whether it carries `Authorization` or `Cookie`. */
  readonly hasCredentials: boolean
  readonly method: string
  /** Whether it was given a `Request`, whose `cache: 'default'` nobody has written. */
  readonly isRequest: boolean
  /** For messages; empty where malformed. */
  readonly url: string
}

/** What the route says. */
export interface Surroundings {
  readonly compat: 14 | 15 | 16
  /** For messages: `/users/[id]`. */
  readonly route: string
  readonly dynamic: 'auto' | 'force-dynamic' | 'error' | 'force-static' | undefined
  readonly fetchCache: FetchCache | undefined
  /** `unstable_noStore()` was called. */
  readonly isNoStore: boolean
  /** Seconds, as far as it is known by now: 0 once it is dynamic, `Infinity` without an end. */
  readonly revalidate: number
}

export interface Decision {
  /** 0: not stored; `Infinity`: until invalidated. */
  readonly seconds: number
  /**
   * Nobody asked for it: without consequences for the answer. What the call or the route says has
   * some.
   */
  readonly isAutomatic: boolean
  /** The call contradicts itself, in Next.js's words. */
  readonly warning?: string
}

/** @throws RouteHandlersError `RH_INVALID_ARGUMENT`, in Next.js's words. */
export function decide(asked: Asked, route: Surroundings): Decision {
  const { warning, ...call } = withoutConflict(asked, route)
  const explicit = validSeconds(explicitOf(call, route), route.route)
  refuseContradiction(call, explicit, route)
  const forced = forcedOf(explicit, route)
  const told = warning === undefined ? {} : { warning }
  if (forced !== undefined) return { seconds: forced, isAutomatic: false, ...told }
  return { ...defaultOf(call, route), ...told }
}

interface Call extends Asked {
  readonly warning?: string
}

/** Step 1: a `cache` and a `revalidate` that say different things. */
function withoutConflict(asked: Asked, { compat, route }: Surroundings): Call {
  const { cache, revalidate, url, isRequest } = asked
  if (cache === undefined || revalidate === undefined) return asked
  const both = `"cache: ${cache}" and "revalidate: ${String(revalidate)}", only one should be specified.`
  if (compat === 14) {
    const kept = { ...asked, cache: undefined }
    if (isRequest && cache === 'default') return kept
    return { ...kept, warning: `fetch for ${url} on ${route} specified ${both}` }
  }
  const conflicts =
    (cache === 'force-cache' && revalidate === 0) ||
    (cache === 'no-store' && (revalidate === false || Number(revalidate) > 0))
  if (!conflicts) return asked
  return { ...asked, cache: undefined, revalidate: undefined, warning: `Specified ${both}` }
}

/** Step 2: what the call says, or the route where it leaves the call no choice. */
function explicitOf({ cache, revalidate }: Call, route: Surroundings): unknown {
  const { compat, fetchCache, dynamic } = route
  if (cache === 'force-cache' && revalidate === undefined) return false
  if (cache === 'no-store' || cache === 'no-cache') return 0
  if (fetchCache === 'force-no-store' || fetchCache === 'only-no-store') return 0
  // To Next.js `revalidate: false` is nothing said here.
  const saysNothing = fetchCache === undefined && cache === undefined && !revalidate
  if (compat > 14 && saysNothing && dynamic === 'force-dynamic') return 0
  return revalidate
}

/** @throws RouteHandlersError `RH_INVALID_ARGUMENT` */
function validSeconds(value: unknown, route: string): number | undefined {
  if (value === undefined) return undefined
  if (value === false) return NEVER
  if (typeof value === 'number' && value > -1) return value
  throw new RouteHandlersError(
    'RH_INVALID_ARGUMENT',
    `Invalid revalidate value "${String(value)}" on "${route}", must be a non-negative number or false`,
  )
}

/** Step 3: a call that the route does not allow. */
function refuseContradiction(
  { cache, url }: Call,
  explicit: number | undefined,
  { fetchCache }: Surroundings,
): void {
  const mode =
    fetchCache === 'only-no-store' && (cache === 'force-cache' || (explicit ?? 0) > 0)
      ? 'force-cache'
      : fetchCache === 'only-cache' && cache === 'no-store'
        ? 'no-store'
        : undefined
  if (mode === undefined) return
  throw new RouteHandlersError(
    'RH_INVALID_ARGUMENT',
    `cache: '${mode}' used on fetch for ${url} with 'export const fetchCache = '${fetchCache}'`,
  )
}

/** Step 4. */
function forcedOf(explicit: number | undefined, { fetchCache }: Surroundings): number | undefined {
  return fetchCache === 'force-cache' && !explicit ? NEVER : explicit
}

/** Steps 5 to 9, for a call that says nothing: the first that applies. */
function defaultOf(call: Call, route: Surroundings): Decision {
  const { compat, fetchCache, isNoStore, revalidate } = route
  const isUnstorable =
    (call.hasCredentials || !/^(?:get|head)$/i.test(call.method)) && revalidate === 0
  // What Next.js would have cached at build time it does not at run time.
  const isPlain = compat > 14 && fetchCache === undefined && (call.cache ?? 'default') === 'default'
  const isAutomatic = isUnstorable || isPlain
  if (fetchCache === 'default-cache' && (compat === 14 || !isNoStore)) {
    return { seconds: NEVER, isAutomatic }
  }
  if (compat === 14 && isUnstorable) return { seconds: 0, isAutomatic }
  if (fetchCache === 'default-no-store' || isNoStore) return { seconds: 0, isAutomatic }
  if (isAutomatic) return { seconds: 0, isAutomatic }
  return { seconds: revalidate, isAutomatic: true }
}

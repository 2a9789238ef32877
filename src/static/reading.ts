/** What a mount says about its stored answers, in general and to one client. */
import type { Result as Stored } from '../cache/engine/generated.js'
import type { CacheSettings } from '../cache/mount/settings.js'
import type { Exchange } from '../exchange.js'
import type { Settings } from '../options.js'

/** How a mount answers. */
export interface Manner {
  /** `exact` says what Next.js says, and no more. */
  readonly parity: 'improved' | 'exact'
  /** Whether `x-nextjs-cache` is sent. */
  readonly tellsState: boolean
  /** Whether `Cache-Control` is made where the handler gave none: not by Next.js 14. */
  readonly tellsLife: boolean
  /** Whether shared caches may have the answer at all. */
  readonly cdn: boolean
  /** Whether `Cache-Status` is sent. */
  readonly tellsStatus: boolean
}

/** What is told about one answer. */
export interface Reading {
  readonly state: 'HIT' | 'STALE' | 'MISS'
  /** Seconds since the answer was begun. */
  readonly age: number
  /** It is known to be outdated: nobody may keep it. */
  readonly discarded: boolean
  /** The last attempt to renew it failed. */
  readonly isFailing: boolean
  readonly isAuthorised: boolean
  readonly ifNoneMatch: string | undefined
  readonly ifModifiedSince: string | undefined
  /** `Cache-Status`, where it is to be told. */
  readonly status: string | undefined
}

/** A result that has a stored form. */
export type Found = Extract<Stored<unknown>, { readonly entry: unknown }>

/** The name of the cache in `Cache-Status` (RFC 9211). */
const NAME = 'route-handlers'

export function mannerOf({ parity, compat }: Settings, cache: CacheSettings): Manner {
  return {
    parity,
    tellsState: cache.tellsState,
    // Next.js 14 says nothing of the life of a handler's answer.
    tellsLife: compat > 14 || cache.cdn !== undefined,
    cdn: cache.cdn ?? true,
    tellsStatus: cache.debug,
  }
}

/** @param now - by the clock that entries are told by. Milliseconds. */
export function readingOf(found: Found, exchange: Exchange, now: number, manner: Manner): Reading {
  const age = (now - found.entry.time) / 1000
  const { retryAfter = 0 } = found.state === 'MISS' ? {} : found
  const isNew = manner.parity === 'exact' && now < retryAfter
  return {
    state: isNew ? 'HIT' : found.state,
    age,
    isFailing: retryAfter > 0,
    discarded: found.state === 'MISS' && found.discarded,
    isAuthorised: exchange.header('authorization') !== undefined,
    ifNoneMatch: exchange.header('if-none-match'),
    ifModifiedSince: exchange.header('if-modified-since'),
    status: manner.tellsStatus ? statusOf(found, age) : undefined,
  }
}

/** `Cache-Status` of an answer that came through the cache; the key is never shown. */
function statusOf(found: Found, age: number): string {
  if (found.state === 'MISS') {
    if (found.collapsed) return `${NAME}; fwd=miss; collapsed`
    return `${NAME}; fwd=miss${found.discarded ? '' : '; stored'}`
  }
  const { revalidate } = found.entry
  const ttl = Number.isFinite(revalidate) ? `; ttl=${Math.floor(revalidate - age)}` : ''
  return `${NAME}; hit${ttl}; detail=${found.tier}`
}

/** `Cache-Status` of one that is for one request. */
export function bypassStatus(reason: string): string {
  return `${NAME}; fwd=bypass; detail=${reason}`
}

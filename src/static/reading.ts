/** What a mount says about its stored answers, in general and to one client. */
import type { Result as Stored } from '../cache/engine/generated.js'
import type { CacheSettings } from '../cache/mount/settings.js'
import type { Exchange } from '../exchange.js'
import type { Settings } from '../options.js'
import type { Manner, Reading } from './stored-answer.js'

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
  return {
    state: found.state,
    age,
    discarded: found.state === 'MISS' && found.discarded,
    isAuthorised: exchange.header('authorization') !== undefined,
    ifNoneMatch: exchange.header('if-none-match'),
    ifModifiedSince: exchange.header('if-modified-since'),
    isHead: exchange.method === 'HEAD',
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

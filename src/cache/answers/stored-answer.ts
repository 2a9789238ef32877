/** A stored answer as a `Response`: with what a cache has to say about it, or without its body. */

import { Headers, Response } from '../../natives.js'
import type { Entry } from '../entry/entry.js'
import { type Audience, cacheControlOf, NO_STORE } from './cache-control.js'
import { isNotModified } from './validators.js'

/** As in the `x-nextjs-cache` field. */
export type CacheState = 'HIT' | 'STALE' | 'MISS'

export interface Reading {
  readonly state: CacheState
  /** Seconds since the answer was begun. */
  readonly age: number
  /** It is known to be outdated: nobody may keep it. */
  readonly discarded: boolean
  readonly audience: Audience
  readonly ifNoneMatch?: string | undefined
  readonly ifModifiedSince?: string | undefined
  /** `exact` says what Next.js says, and no more. */
  readonly parity: 'improved' | 'exact'
  /** Whether `x-nextjs-cache` is sent. */
  readonly tellsState: boolean
  /** Whether `Cache-Control` is made where the handler gave none: not by Next.js 14. */
  readonly tellsLife: boolean
}

/** What a 304 repeats (RFC 9110 §15.4.5). */
const IN_NOT_MODIFIED = [
  'age',
  'cache-control',
  'content-location',
  'etag',
  'expires',
  'vary',
  'x-nextjs-cache',
]

const BODILESS = new Set([204, 304])

export function answerOf(entry: Entry, reading: Reading): Response {
  const { status = 200, body } = entry
  const headers = headersOf(entry, reading)
  if (reading.parity === 'improved' && status === 200 && isKnown(headers, reading)) {
    const kept = IN_NOT_MODIFIED.filter(name => headers.has(name))
    const said = kept.map((name): [string, string] => [name, headers.get(name)!])
    return new Response(null, { status: 304, headers: said })
  }
  if (BODILESS.has(status)) return new Response(null, { status, headers })
  if (reading.parity === 'improved') headers.set('content-length', String(body.byteLength))
  return new Response(body as Uint8Array<ArrayBuffer>, { status, headers })
}

function headersOf({ headers: stored = [], etag, ...life }: Entry, reading: Reading): Headers {
  const headers = new Headers(stored as [string, string][])
  const { state, age, audience, parity } = reading
  if (!headers.has('cache-control') && reading.tellsLife) {
    headers.set('cache-control', reading.discarded ? NO_STORE : cacheControlOf(life, audience))
  }
  if (reading.tellsState) headers.set('x-nextjs-cache', state)
  if (parity === 'exact') return headers
  if (etag !== undefined && !headers.has('etag')) headers.set('etag', etag)
  if (state !== 'MISS') headers.set('age', String(Math.max(0, Math.floor(age))))
  return headers
}

function isKnown(headers: Headers, reading: Reading): boolean {
  const etag = headers.get('etag') ?? undefined
  const lastModified = headers.get('last-modified') ?? undefined
  return isNotModified(reading, { etag, lastModified })
}

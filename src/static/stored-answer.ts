/** A stored answer as one for a client: with what a cache has to say about it, or without its body. */
import { type Audience, cacheControlOf, NO_STORE } from '../cache/answers/cache-control.js'
import { isNotModified } from '../cache/answers/validators.js'
import type { FailedAnswer } from '../cache/engine/generated.js'
import type { Entry } from '../cache/entry/entry.js'
import { lateStream, lateStreamsWork } from '../fetch/late-stream.js'
import type { Answer } from '../handler/run.js'
import { Headers, Response } from '../natives.js'

/** As in the `x-nextjs-cache` field. */
export type CacheState = 'HIT' | 'STALE' | 'MISS'

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
  readonly state: CacheState
  /** Seconds since the answer was begun. */
  readonly age: number
  /** It is known to be outdated: nobody may keep it. */
  readonly discarded: boolean
  readonly isAuthorised: boolean
  readonly ifNoneMatch: string | undefined
  readonly ifModifiedSince: string | undefined
  readonly isHead: boolean
  /** `Cache-Status`, where it is to be told. */
  readonly status: string | undefined
}

/** What a 304 repeats (RFC 9110 §15.4.5). */
const IN_NOT_MODIFIED = ['age', 'cache-control', 'content-location', 'etag', 'expires', 'vary']

const BODILESS = new Set([204, 304])

/** The bytes stay the entry's: nobody changes what he is given to send. */
export function storedAnswer(entry: Entry, reading: Reading, manner: Manner): Answer {
  const { status = 200, body } = entry
  const headers = headersOf(entry, reading, manner)
  const isImproved = manner.parity === 'improved'
  if (isImproved && status === 200 && isKnown(headers, reading)) {
    const kept = IN_NOT_MODIFIED.filter(name => headers.has(name))
    const said = kept.map((name): [string, string] => [name, headers.get(name)!])
    return withOurs(new Response(null, { status: 304, headers: said }), reading, manner)
  }
  if (isImproved && !BODILESS.has(status)) headers.set('content-length', String(body.byteLength))
  const content = BODILESS.has(status) || reading.isHead ? null : streamOf(body)
  return withOurs(new Response(content, { status, headers }), reading, manner)
}

/** A failure that several wait for: to each a response of his own. */
export function failedAnswer({ status, headers, body }: FailedAnswer, manner: Manner): Answer {
  const said = new Headers(headers as [string, string][])
  if (manner.tellsLife && !said.has('cache-control')) said.set('cache-control', NO_STORE)
  return { response: new Response(streamOf(body), { status, headers: said }) }
}

/** An answer that concerns one request, said so unless its handler has said something. */
export function ownAnswer<A extends Answer>(answer: A): A {
  if (answer.response.headers.has('cache-control')) return answer
  return { ...answer, ours: [...(answer.ours ?? []), ['cache-control', NO_STORE]] }
}

function headersOf(entry: Entry, reading: Reading, manner: Manner): Headers {
  const headers = new Headers(entry.headers as [string, string][])
  const { state, age, discarded } = reading
  if (!headers.has('cache-control') && manner.tellsLife) {
    headers.set('cache-control', discarded ? NO_STORE : cacheControlOf(entry, audience()))
  }
  if (manner.parity === 'exact') return headers
  if (entry.etag !== undefined && !headers.has('etag')) headers.set('etag', entry.etag)
  if (state !== 'MISS') headers.set('age', String(Math.max(0, Math.floor(age))))
  return headers

  function audience(): Audience {
    const isAuthorised = reading.isAuthorised && manner.parity === 'improved'
    return { cdn: manner.cdn, isAuthorised }
  }
}

/** Fields that are dropped from what a handler gives. */
function withOurs(response: Response, { state, status }: Reading, { tellsState }: Manner): Answer {
  const ours: [string, string][] = []
  if (tellsState) ours.push(['x-nextjs-cache', state])
  if (status !== undefined) ours.push(['cache-status', status])
  return { response, ours }
}

function streamOf(body: Buffer): ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null {
  if (body.byteLength === 0) return null
  return lateStreamsWork() ? lateStream(body) : (body as Uint8Array<ArrayBuffer>)
}

function isKnown(headers: Headers, { ifNoneMatch, ifModifiedSince }: Reading): boolean {
  if (ifNoneMatch === undefined && ifModifiedSince === undefined) return false
  const etag = headers.get('etag') ?? undefined
  const lastModified = headers.get('last-modified') ?? undefined
  return isNotModified({ ifNoneMatch, ifModifiedSince }, { etag, lastModified })
}

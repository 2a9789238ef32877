/** The head of a stored answer: checked once for each entry, and what a cache adds for one client. */
import {
  type Audience,
  cacheControlOf,
  type Lifetime,
  NO_STORE,
} from '../cache/answers/cache-control.js'
import { isNotModified } from '../cache/answers/validators.js'
import type { Entry } from '../cache/entry/entry.js'
import { type ResponseHead, readHead } from '../http/response/head.js'
import { Response } from '../natives.js'
import type { Manner, Reading } from './reading.js'

type Field = readonly [string, string]

interface KnownHead extends ResponseHead {
  readonly etag: string | undefined
  readonly lastModified: string | undefined
  readonly hasCacheControl: boolean
}

/** What a 304 repeats (RFC 9110 §15.4.5), beside what the cache says of itself. */
const IN_NOT_MODIFIED = new Set([
  'age',
  'cache-control',
  'cache-status',
  'content-location',
  'etag',
  'expires',
  'x-nextjs-cache',
])

const HIT: Field = ['x-nextjs-cache', 'HIT']

/** An entry lives as long as its answer is asked for; its head does not have to be read again. */
const heads = new WeakMap<Entry, KnownHead>()

export function storedHead(entry: Entry, reading: Reading, manner: Manner): ResponseHead {
  const known = heads.get(entry) ?? learn(entry)
  const fields: Field[] = known.fields.slice()
  if (!known.hasCacheControl && manner.tellsLife) {
    fields.push(['cache-control', cacheControl(entry, reading, manner)])
  }
  const isImproved = manner.parity === 'improved'
  if (isImproved) addValidators(fields, entry, known, reading)
  if (manner.tellsState) fields.push(reading.state === 'HIT' ? HIT : stateField(reading))
  if (reading.status !== undefined) fields.push(['cache-status', reading.status])
  if (isImproved && known.status === 200 && isKnown(known, reading))
    return notModified(known, fields)
  const contentLength = isImproved && known.status !== 204 ? entry.body.byteLength : undefined
  const { status, statusText, setCookie, vary } = known
  return { status, statusText, fields, setCookie, vary, contentLength }
}

function learn(entry: Entry): KnownHead {
  const { status = 200, headers = [] } = entry
  const head = readHead(new Response(null, { status, headers: headers as [string, string][] }))
  const value = (name: string) => head.fields.find(field => field[0] === name)?.[1]
  const known = {
    ...head,
    etag: value('etag') ?? entry.etag,
    lastModified: value('last-modified'),
    hasCacheControl: value('cache-control') !== undefined,
  }
  heads.set(entry, known)
  return known
}

function addValidators(fields: Field[], entry: Entry, { etag }: KnownHead, reading: Reading): void {
  // The handler's own is among the fields.
  if (etag !== undefined && etag === entry.etag) fields.push(['etag', etag])
  if (reading.state !== 'MISS') fields.push(['age', String(Math.max(0, Math.floor(reading.age)))])
}

function stateField({ state }: Reading): Field {
  return ['x-nextjs-cache', state]
}

function cacheControl(entry: Entry, reading: Reading, { parity, cdn }: Manner): string {
  if (reading.discarded) return NO_STORE
  const isExact = parity === 'exact'
  const audience: Audience = { cdn, isAuthorised: reading.isAuthorised && !isExact }
  return cacheControlOf(isExact && reading.isFailing ? untilRetried(entry) : entry, audience)
}

/** Next.js stores an answer that it could not renew once more, with this life. */
function untilRetried({ revalidate, expire }: Lifetime): Lifetime {
  return { revalidate: Math.min(Math.max(revalidate, 3), 30), expire }
}

function isKnown({ etag, lastModified }: KnownHead, reading: Reading): boolean {
  const { ifNoneMatch, ifModifiedSince } = reading
  if (ifNoneMatch === undefined && ifModifiedSince === undefined) return false
  return isNotModified({ ifNoneMatch, ifModifiedSince }, { etag, lastModified })
}

function notModified({ vary }: KnownHead, fields: readonly Field[]): ResponseHead {
  const kept = fields.filter(([name]) => IN_NOT_MODIFIED.has(name))
  return {
    ...{ status: 304, statusText: '', fields: kept, setCookie: [], vary },
    contentLength: undefined,
  }
}

/**
 * Entries in the form in which Next.js gives them to a `cacheHandler`. What that form has no place
 * for travels in a header of ours; a value without it is somebody else's.
 */
import type { Entry } from '../entry/entry.js'
import { decodeMeta, encodeMeta } from '../entry/meta.js'
import type {
  CachedFetchValue,
  CachedRouteValue,
  NextCacheValue,
  NextVersion,
} from './next-handler.js'

const META = 'x-route-handlers-meta'
/** Next.js's own: handlers read the tags of an answer here. */
const TAGS = 'x-next-cache-tags'
/** What Next.js writes where a value never becomes stale. Seconds. */
const YEAR = 31_536_000

/** Handlers take the tags of an answer apart at commas. */
export function ownTags(tags: readonly string[]): string[] {
  return tags.map(tag => tag.replaceAll(',', '%2C'))
}

export function toNextValue(entry: Entry, version: NextVersion): NextCacheValue {
  return entry.kind === 'R' ? routeValue(entry, version) : fetchValue(entry)
}

/** @returns `undefined` for what is not of ours, or was damaged. */
export function fromNextValue(value: NextCacheValue | null | undefined): Entry | undefined {
  if (!value) return undefined
  const isFetch = value.kind === 'FETCH'
  const headers: Record<string, unknown> | undefined = isFetch ? value.data?.headers : value.headers
  const [, bytes, text] = /^(\d+) (.*)$/s.exec(String(headers?.[META])) ?? []
  const meta = text === undefined ? undefined : decodeMeta(text)
  const body = isFetch ? Buffer.from(String(value.data.body), 'base64') : bytesOf(value.body)
  return meta && body?.byteLength === Number(bytes) ? { ...meta, body } : undefined
}

function routeValue(entry: Entry, version: NextVersion): CachedRouteValue {
  const { body, status = 200, headers = [] } = entry
  const lines = new Map<string, string[]>()
  for (const [name, value] of headers) lines.set(name, [...(lines.get(name) ?? []), value])
  const joined = [...lines].map(([name, values]) => [name, values.length > 1 ? values : values[0]])
  return {
    kind: version === 14 ? 'ROUTE' : 'APP_ROUTE',
    body,
    status,
    headers: {
      ...Object.fromEntries(joined),
      [TAGS]: ownTags(entry.tags).join(','),
      [META]: metaOf(entry),
    },
  }
}

function fetchValue(entry: Entry): CachedFetchValue {
  const { body, status = 200, headers = [], url = '', revalidate, tags } = entry
  return {
    kind: 'FETCH',
    tags: ownTags(tags),
    revalidate: Math.min(revalidate, YEAR),
    data: {
      headers: { ...Object.fromEntries(headers), [META]: metaOf(entry) },
      body: body.toString('base64'),
      url,
      status,
    },
  }
}

/** The length tells what a handler made of the bytes. */
function metaOf(entry: Entry): string {
  return `${entry.body.byteLength} ${encodeMeta(entry)}`
}

/** Also what became of a buffer that went through JSON. */
function bytesOf(body: unknown): Buffer | undefined {
  if (Buffer.isBuffer(body)) return body
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const { type, data } = Object(body) as { type?: unknown; data?: unknown }
  return type === 'Buffer' && Array.isArray(data) ? Buffer.from(data) : undefined
}

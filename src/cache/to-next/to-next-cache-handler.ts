/** A tier as the `cacheHandler` of a real Next.js application, of 14 to 16. */
import { deserialize, serialize } from 'node:v8'
import type { Entry, Stamp } from '../entry/entry.js'
import { NEVER } from '../entry/meta.js'
import type { NextVersion } from '../foreign/next-handler.js'
import { monotonicNow } from '../tags/memory-tags.js'
import type { CacheTier } from '../tier.js'
import { type Found, TierStore } from './tier-store.js'

/** What Next.js writes where a value never becomes stale. Seconds. */
const YEAR = 31_536_000

type Seconds = number | false | undefined

/** What of Next.js's values is looked at; the rest is kept as it is. */
interface NextValue {
  readonly kind: string
  readonly tags?: readonly string[]
  readonly revalidate?: number
  readonly headers?: Readonly<Record<string, unknown>>
}

interface Writing {
  readonly tags?: readonly string[]
  readonly revalidate?: Seconds
  readonly cacheControl?: { readonly revalidate?: Seconds; readonly expire?: number | undefined }
}

interface Reading {
  readonly kind?: string
  readonly kindHint?: string
  readonly tags?: readonly string[]
  readonly softTags?: readonly string[]
}

/** What `toNextCacheHandler()` gives: Next.js makes one instance for each request. */
export interface TierCacheHandlerClass {
  new (context?: unknown): TierCacheHandler
}

/** One request of Next.js. */
export interface TierCacheHandler {
  get(key: string, context?: Reading): Promise<object | null>
  set(key: string, value: unknown, context?: Writing): Promise<void>
  revalidateTag(tags: string | string[], durations?: { expire?: number }): Promise<void>
  resetRequestCache(): void
}

/**
 * Gives a real Next.js application the tier that this library uses beside it: `revalidateTag()` in
 * either reaches the other. The values of the two are not shared, because their keys differ.
 *
 * @param options - `version`: that of the Next.js application. Default 16.
 * @returns the class that the module named by `cacheHandler` in next.config exports.
 *
 * @example
 * // cache-handler.js
 * const client = new Redis(process.env.REDIS_URL)
 * module.exports = toNextCacheHandler(redisTier({ client }))
 */
export function toNextCacheHandler(
  tier: CacheTier,
  { version = 16 }: { readonly version?: NextVersion } = {},
): TierCacheHandlerClass {
  const store = new TierStore(tier)
  return class implements TierCacheHandler {
    /** What was found missing is made next: no value is younger than its stamp. */
    readonly #stamps = new Map<string, Stamp>()
    readonly #begun = store.stamp()

    async get(key: string, context: Reading = {}): Promise<object | null> {
      const { tags = [], softTags = [] } = context
      const isFetch = context.kind === 'FETCH' || context.kindHint === 'fetch'
      const found = await store.get(key, isFetch ? 'F' : 'R', [...tags, ...softTags])
      if (found === undefined || found.isStale) this.#stamps.set(key, store.stamp())
      return found ? asNext(found, store.local(found.entry.time), version) : null
    }

    async set(key: string, value: NextValue | null, context: Writing = {}): Promise<void> {
      const stamp = this.#stamps.get(key) ?? this.#begun
      await store.put(key, entryOf(value, context, stamp)).catch(() => {})
    }

    async revalidateTag(tags: string | string[], durations?: { expire?: number }): Promise<void> {
      const expire = durations && (durations.expire ?? Number.POSITIVE_INFINITY)
      await store.invalidate([tags].flat(), expire)
    }

    resetRequestCache(): void {}
  }
}

function entryOf(value: NextValue | null, context: Writing, stamp: Stamp): Entry {
  const { cacheControl = {} } = context
  const revalidate = value?.revalidate ?? cacheControl.revalidate ?? context.revalidate
  const isFetch = value?.kind === 'FETCH'
  return {
    ...stamp,
    kind: isFetch ? 'F' : 'R',
    revalidate: typeof revalidate === 'number' ? revalidate : Number.POSITIVE_INFINITY,
    expire: cacheControl.expire ?? Number.POSITIVE_INFINITY,
    tags: isFetch ? [...(value?.tags ?? []), ...(context.tags ?? [])] : tagsOf(value),
    body: serialize(value),
  }
}

/** Next.js has joined them by commas. */
function tagsOf(value: NextValue | null): string[] {
  const joined = value?.headers?.['x-next-cache-tags']
  return typeof joined === 'string' ? joined.split(',') : []
}

/** @param time - at which it was begun, by the clock of this process. Milliseconds. */
function asNext({ entry, isStale }: Found, time: number, version: NextVersion): object | null {
  const { revalidate, expire } = entry
  const read = deserialized(entry.body)
  if (read === undefined) return null
  const isForEver = revalidate === Number.POSITIVE_INFINITY && !isStale
  return {
    lastModified: isStale ? staleSince(revalidate, version) : time,
    value: read.value,
    cacheControl: {
      revalidate: isForEver ? false : Math.min(revalidate, YEAR),
      expire: expire < NEVER ? expire : undefined,
    },
  }
}

/**
 * A time by which Next.js serves a value while it renews it. Its sign for what a tag has made stale,
 * -1, means so up to 15; 16 takes it for expired, and is told a time just past.
 */
function staleSince(revalidate: number, version: NextVersion): number {
  return version < 16 ? -1 : monotonicNow() - Math.min(revalidate, YEAR) * 1000 - 1
}

/** @returns `undefined` for what another version of Node has written in a way of its own. */
function deserialized(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: deserialize(bytes) }
  } catch {
    return undefined
  }
}

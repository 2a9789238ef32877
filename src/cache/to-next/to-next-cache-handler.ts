/** A tier as the `cacheHandler` of a real Next.js application, of 14 to 16. */
import { deserialize, serialize } from 'node:v8'
import type { Entry, Stamp } from '../entry/entry.js'
import { NEVER } from '../entry/meta.js'
import type { CacheTier } from '../tier.js'
import { type Found, TierStore } from './tier-store.js'

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
 * @returns the class that the module named by `cacheHandler` in next.config exports.
 *
 * @example
 * // cache-handler.js
 * const client = new Redis(process.env.REDIS_URL)
 * module.exports = toNextCacheHandler(redisTier({ client }))
 */
export function toNextCacheHandler(tier: CacheTier): TierCacheHandlerClass {
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
      return found ? asNext(found, store.local(found.entry.time)) : null
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

function asNext({ entry, isStale }: Found, time: number): object | null {
  const { revalidate, expire } = entry
  const read = deserialized(entry.body)
  if (read === undefined) return null
  const isForEver = revalidate === Number.POSITIVE_INFINITY
  return {
    // Next.js's sign for what a tag has made stale.
    lastModified: isStale ? -1 : time,
    value: read.value,
    cacheControl: {
      revalidate: isForEver ? false : revalidate,
      expire: expire < NEVER ? expire : undefined,
    },
  }
}

/** @returns `undefined` for what another version of Node has written in a way of its own. */
function deserialized(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: deserialize(bytes) }
  } catch {
    return undefined
  }
}

/** A tier as a handler of `'use cache'` in a real Next.js application, of 15 and 16. */
import type { Entry } from '../entry/entry.js'
import { NEVER } from '../entry/meta.js'
import type {
  NextCacheEntry,
  NextCacheHandler15,
  NextCacheHandler16,
} from '../foreign/next-handlers.js'
import { readToEnd, streamOf } from '../foreign/streams.js'
import { monotonicNow } from '../tags/memory-tags.js'
import type { CacheTier } from '../tier.js'
import { Epochs } from './epochs.js'
import { type Found, TierStore } from './tier-store.js'

/** What `toNextCacheHandlers()` gives: a handler in the shape of 16, and in that of 15. */
export interface TierUseCacheHandler
  extends Omit<NextCacheHandler16, 'getExpiration'>,
    Pick<NextCacheHandler15, 'expireTags'> {
  getExpiration(...tags: (string | string[])[]): Promise<number>
}

/**
 * Gives the functions with `'use cache'` of a real Next.js application the tier that this library
 * uses beside it: an invalidation in either reaches the other. Values are not shared.
 *
 * @returns what a module exports that `cacheHandlers` in next.config names.
 *
 * @example
 * // use-cache-handler.js
 * const client = new Redis(process.env.REDIS_URL)
 * module.exports = toNextCacheHandlers(redisTier({ client }))
 */
export function toNextCacheHandlers(tier: CacheTier): TierUseCacheHandler {
  return new UseCacheHandler(new TierStore(tier))
}

class UseCacheHandler implements TierUseCacheHandler {
  readonly #store: TierStore
  readonly #epochs = new Epochs()
  readonly #writing = new Map<string, Promise<void>>()

  constructor(store: TierStore) {
    this.#store = store
    this.#look()
  }

  async get(key: string, softTags: readonly string[] = []): Promise<NextCacheEntry | undefined> {
    this.#look()
    await this.#writing.get(key)
    const found = await this.#store.get(key, 'C', softTags)
    this.#look()
    return found && asNext(found, this.#store.local(found.entry.time))
  }

  async set(key: string, pending: Promise<NextCacheEntry>): Promise<void> {
    this.#look()
    const work = this.#put(key, pending).catch(() => {})
    this.#writing.set(key, work)
    await work
    if (this.#writing.get(key) === work) this.#writing.delete(key)
  }

  async refreshTags(): Promise<void> {
    await this.#store.start()
    this.#look()
  }

  /** `Infinity`: `get()` looks at the soft tags itself. */
  async getExpiration(): Promise<number> {
    return Number.POSITIVE_INFINITY
  }

  async updateTags(tags: string[], durations?: { expire?: number }): Promise<void> {
    this.#look()
    const expire = durations && (durations.expire ?? Number.POSITIVE_INFINITY)
    await this.#store.invalidate(tags, expire)
    this.#look()
  }

  expireTags(...tags: string[]): Promise<void> {
    return this.updateTags(tags)
  }

  async #put(key: string, pending: Promise<NextCacheEntry>): Promise<void> {
    const { value, tags, timestamp, revalidate, expire } = await pending
    const body = await readToEnd(value)
    const now = { ...this.#store.stamp(), at: monotonicNow() }
    const stamp = this.#epochs.at(timestamp, now)
    if (stamp === undefined) return
    const entry: Entry = {
      ...stamp,
      kind: 'C',
      revalidate: seconds(revalidate),
      expire: seconds(expire),
      tags,
      body,
    }
    await this.#store.put(key, entry)
  }

  #look(): void {
    this.#epochs.see(this.#store.stamp(), monotonicNow())
  }
}

function seconds(value: number): number {
  return value >= NEVER ? Number.POSITIVE_INFINITY : value
}

/** @param timestamp - by the clock of this process. Milliseconds. */
function asNext({ entry, isStale }: Found, timestamp: number): NextCacheEntry {
  const { body, tags, revalidate, expire } = entry
  return {
    value: streamOf(body),
    tags: [...tags],
    stale: 0,
    timestamp,
    revalidate: isStale ? -1 : Math.min(revalidate, NEVER),
    expire: Math.min(expire, NEVER),
  }
}

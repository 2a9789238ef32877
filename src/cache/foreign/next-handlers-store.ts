/**
 * A handler of `'use cache'` as a store. What we know of a value beyond what Next.js knows travels
 * inside its bytes: handlers index by tags, and would grow with one of ours for each write.
 */
import type { Entry, Kind } from '../entry/entry.js'
import { decodeFrame, encodeFrame } from '../entry/frame.js'
import { NEVER } from '../entry/meta.js'
import type { ForeignStore } from './foreign-store.js'
import { LateInvalidations } from './late-invalidations.js'
import type { NextCacheEntry, UniformHandler } from './next-handlers.js'
import { readToEnd, streamOf } from './streams.js'

/** Next.js's default, without effect on a server. Seconds. */
const STALE = 300

export class NextHandlersStore implements ForeignStore {
  readonly #handler: UniformHandler
  /** Of the requests since the last one began. */
  #refreshed: Promise<void> | undefined
  readonly #later = new LateInvalidations(tags => {
    this.#handler.expire(tags).catch(() => {})
  })

  constructor(handler: UniformHandler) {
    this.#handler = handler
  }

  async get(key: string, _kind: Kind, tags: readonly string[]): Promise<Entry | undefined> {
    const softTags = [...tags]
    this.#refreshed ??= this.#handler.refreshTags()
    await this.#refreshed
    const found = await this.#handler.get(key, softTags)
    if (!found || (await this.#isExpired(found, softTags))) {
      await found?.value.cancel()
      return undefined
    }
    const entry = decodeFrame(await readToEnd(found.value))
    // A handler asks for a renewal in this way.
    return entry && found.revalidate < 0 ? { ...entry, revalidate: 0 } : entry
  }

  put(key: string, entry: Entry): Promise<void> {
    const { tags, time, expire, revalidate } = entry
    const pending: NextCacheEntry = {
      value: streamOf(encodeFrame(entry)),
      tags: [...tags],
      stale: STALE,
      timestamp: time,
      expire: Math.min(expire, NEVER),
      revalidate: Math.min(revalidate, NEVER),
    }
    return this.#handler.set(key, Promise.resolve(pending))
  }

  async invalidated(tags: readonly string[], expire?: number): Promise<void> {
    if (expire && !this.#handler.knowsSoft) return this.#later.add(tags, expire)
    this.#later.drop(tags)
    await this.#handler.expire([...tags], expire)
  }

  beginRequest(): void {
    this.#refreshed = undefined
  }

  close(): void {
    this.#later.close()
  }

  async #isExpired({ timestamp, expire }: NextCacheEntry, softTags: string[]): Promise<boolean> {
    if (Date.now() > timestamp + expire * 1000) return true
    const expiration = await this.#handler.getExpiration(softTags)
    return Number.isFinite(expiration) && timestamp <= expiration
  }
}

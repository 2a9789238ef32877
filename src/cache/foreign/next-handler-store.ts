/**
 * One instance of a `cacheHandler`, called as its version of Next.js would; Next.js itself makes one
 * for each request, whose state is expected to be static.
 */
import type { Entry, Kind } from '../entry/entry.js'
import type { ForeignStore } from './foreign-store.js'
import type { NextCacheHandlerOptions } from './from-next-cache-handler.js'
import { LateInvalidations } from './late-invalidations.js'
import type { NextContext } from './next-context.js'
import type { NextCacheHandler, NextVersion } from './next-handler.js'
import { fromNextValue, ownTags, toNextValue } from './next-values.js'

export class NextHandlerStore implements ForeignStore {
  readonly getTimeoutMs?: number
  readonly setTimeoutMs?: number
  readonly #handler: NextCacheHandler
  readonly #version: NextVersion
  readonly #context: NextContext
  readonly #later = new LateInvalidations(tags => {
    attempt(() => this.#handler.revalidateTag(tags)).catch(() => {})
  })

  constructor(handler: NextCacheHandler, context: NextContext, options: NextCacheHandlerOptions) {
    const { version, getTimeoutMs, setTimeoutMs } = options
    this.#version = version
    if (getTimeoutMs !== undefined) this.getTimeoutMs = getTimeoutMs
    if (setTimeoutMs !== undefined) this.setTimeoutMs = setTimeoutMs
    this.#handler = handler
    this.#context = context
  }

  async get(key: string, kind: Kind, tags: readonly string[]): Promise<Entry | undefined> {
    const softTags = ownTags(tags)
    const found = await this.#handler.get(key, this.#reading(kind, softTags))
    return fromNextValue(found?.value)
  }

  async put(key: string, entry: Entry): Promise<void> {
    await this.#handler.set(key, toNextValue(entry, this.#version), this.#writing(entry))
  }

  async remove(key: string, kind: Kind): Promise<void> {
    const context = kind === 'R' ? {} : { fetchCache: true, tags: [] }
    await this.#handler.set(key, null, context)
  }

  async invalidated(tags: readonly string[], expire?: number): Promise<void> {
    const own = ownTags(tags)
    if (this.#version === 16 && expire) {
      // Without a time Next.js leaves the old value stale for ever.
      const durations = expire === Number.POSITIVE_INFINITY ? {} : { expire }
      await this.#handler.revalidateTag(own, durations)
    } else if (expire) this.#later.add(own, expire)
    else {
      this.#later.drop(own)
      await this.#handler.revalidateTag(own)
    }
  }

  beginRequest(): void {
    this.#handler.resetRequestCache?.()
  }

  close(): void {
    this.#later.close()
    this.#context.close()
  }

  #reading(kind: Kind, softTags: string[]): Record<string, unknown> {
    const isRoute = kind === 'R'
    if (this.#version === 14) {
      return isRoute ? { kindHint: 'app' } : { kindHint: 'fetch', tags: [], softTags }
    }
    return isRoute
      ? { kind: 'APP_ROUTE', isRoutePPREnabled: false, isFallback: false }
      : { kind: 'FETCH', tags: [], softTags }
  }

  #writing(entry: Entry): Record<string, unknown> {
    const revalidate = Number.isFinite(entry.revalidate) ? entry.revalidate : false
    const expire = Number.isFinite(entry.expire) ? entry.expire : undefined
    const life = {
      // Up to 15.2, and what took its place.
      ...(this.#version < 16 && { revalidate }),
      ...(this.#version > 14 && { cacheControl: { revalidate, expire } }),
    }
    if (entry.kind !== 'R') return { ...life, fetchCache: true, tags: ownTags(entry.tags) }
    return { ...life, isRoutePPREnabled: false, isFallback: false }
  }
}

/** What throws instead of rejecting rejects. */
async function attempt(work: () => unknown): Promise<void> {
  await work()
}

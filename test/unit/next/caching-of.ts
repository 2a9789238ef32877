/** What a request knows of its cache, over a cache of its own in memory. */
import { Cache } from '../../../src/cache/mount/cache'
import { cacheSettings } from '../../../src/cache/mount/settings'
import type { CacheOptions } from '../../../src/cache/options'
import type { RequestCache } from '../../../src/cache/request-cache'
import { MemoryTags } from '../../../src/cache/tags/memory-tags'
import { PendingInvalidations } from '../../../src/cache/tags/pending-invalidations'
import type { CacheTier } from '../../../src/cache/tier'

export function cacheOf(options: CacheOptions = {}): Cache {
  return new Cache(cacheSettings(options, { dev: false, buildId: undefined }))
}

export function cachingOf(changes: Partial<RequestCache> = {}): RequestCache {
  return {
    ...{ cache: changes.cache ?? cacheOf(), route: '/users/[id]', compat: 16, dev: false },
    ...{ implicitTags: [], config: {}, hasOtherMethods: false, generation: undefined },
    ...{ isNoStore: false, isDraft: false, invalidations: new PendingInvalidations() },
    waitUntil: () => {},
    ...changes,
  } as RequestCache
}

/** Tags that a test tells when the authority has heard of an invalidation. */
export function slowTier(
  told: (tags: readonly string[], expire?: number) => Promise<void>,
): CacheTier {
  return {
    open() {
      const tags = new MemoryTags()
      const invalidate = async (names: readonly string[], expire?: number): Promise<void> => {
        await told(names, expire)
      }
      return { tags: Object.assign(tags, { invalidate }) as never, entries: undefined }
    },
  }
}

/** A promise and what settles it. */
export function gate() {
  let open!: () => void
  const passed = new Promise<void>(resolve => {
    open = resolve
  })
  return { open, passed }
}

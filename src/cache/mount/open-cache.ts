/**
 * The caches of this process. Mounts without settings of their own share one, so that an
 * invalidation in one reaches what another has stored.
 */
import { state } from '../../state.js'
import { Cache } from './cache.js'
import type { CacheSettings } from './settings.js'

/** Caches at work; those who have no request ask for the only one. */
export function liveCaches(): Set<Cache> {
  state.caches ??= new Set()
  return state.caches as Set<Cache>
}

/** A cache at work, whose tags are being learned. */
export function openCache(settings: CacheSettings): Cache {
  const cache = new Cache(settings)
  liveCaches().add(cache)
  void cache.start()
  return cache
}

/** That of all mounts without settings of their own, made by the first that needs it. */
export function sharedCache(settings: () => CacheSettings): Cache {
  state.sharedCache ??= openCache(settings())
  return state.sharedCache as Cache
}

/** The last mount that leaves a cache closes it. */
export async function leaveCache(cache: Cache, mount: object, timeoutMs?: number): Promise<void> {
  cache.mounts.delete(mount)
  if (cache.mounts.size > 0 || !liveCaches().delete(cache)) return
  if (state.sharedCache === cache) state.sharedCache = undefined
  await cache.close(timeoutMs)
}

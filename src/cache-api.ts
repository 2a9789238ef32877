/**
 * `route-handlers/cache`: where cached values live, and functions that cache without Next.js's names.
 * Those of `next/cache` are here, too: where this package is installed under the name `next`, this
 * file is `next/cache` (docs/decisions/016).
 */

export type { CacheLife } from './cache/cache-life.js'
export { type CachedOptions, cached } from './cache/cached/cached.js'
export type { Claim, EntryStore, Reader } from './cache/engine/entry-store.js'
export type { CacheEvent, Emit } from './cache/engine/events.js'
export type { BypassReason, Tier } from './cache/engine/generated.js'
export type { Entry, Kind, Stamp } from './cache/entry/entry.js'
export { decodeFrame, encodeFrame } from './cache/entry/frame.js'
export type { ForeignStore } from './cache/foreign/foreign-store.js'
export {
  fromNextCacheHandler,
  type NextCacheHandlerOptions,
} from './cache/foreign/from-next-cache-handler.js'
export { fromNextCacheHandlers } from './cache/foreign/from-next-cache-handlers.js'
export type { NextCacheHandlerClass, NextVersion } from './cache/foreign/next-handler.js'
export type { HandlersCache, Warmed, WarmReport } from './cache/mount/handlers-cache.js'
export type { CacheStats } from './cache/mount/stats.js'
export type { CacheOptions } from './cache/options.js'
export { type RedisTierOptions, redisTier } from './cache/redis/redis-tier.js'
export { InvalidationQueuedError } from './cache/tags/invalidation-queued-error.js'
export type { Verdict } from './cache/tags/record.js'
export type { TagStore, TagView } from './cache/tags/tag-store.js'
export { type CacheTier, memoryTier, type OpenTier } from './cache/tier.js'
export {
  type TierCacheHandler,
  type TierCacheHandlerClass,
  toNextCacheHandler,
} from './cache/to-next/to-next-cache-handler.js'
export {
  type TierUseCacheHandler,
  toNextCacheHandlers,
} from './cache/to-next/to-next-cache-handlers.js'
export {
  type CacheLifeProfile,
  cacheLife,
  cacheTag,
  io,
  type RevalidateProfile,
  refresh,
  revalidatePath,
  revalidateTag,
  type UnstableCacheOptions,
  unstable_cache,
  unstable_cacheLife,
  unstable_cacheTag,
  unstable_expirePath,
  unstable_expireTag,
  unstable_noStore,
  updateTag,
} from './next/cache.js'
export { cacheContext } from './next/cache-context.js'

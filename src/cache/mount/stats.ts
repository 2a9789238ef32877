/** A cache in numbers. */
import type { Cache } from './cache.js'

/** What `routes.cache.stats()` gives. */
export interface CacheStats {
  /** How often each type of event has happened; see `CacheEvent`. */
  readonly counters: Readonly<Record<string, number>>
  /** What is in memory. */
  readonly l1: { readonly bytes: number; readonly entries: number }
  readonly tags: {
    /** Invalidated tags that are remembered. */
    readonly size: number
    readonly epoch: number
    /** Entries that began before this epoch have expired. */
    readonly floor: number
    /** Invalidations that wait for the shared store. */
    readonly queued: number
    /** Invalidations that waited and have arrived. */
    readonly replayed: number
    /** Milliseconds since 1970; 0 while the shared store can be reached. */
    readonly disconnectedSince: number
  }
  /** Whether the shared store is asked: not for a while, after several failures. */
  readonly breaker: 'closed' | 'open' | 'half-open'
}

const NOTHING: CacheStats = {
  counters: {},
  l1: { bytes: 0, entries: 0 },
  tags: { size: 0, epoch: 0, floor: 0, queued: 0, replayed: 0, disconnectedSince: 0 },
  breaker: 'closed',
}

/** @param cache - `undefined` where it is off. */
export function statsOf(cache: Cache | undefined): CacheStats {
  if (cache === undefined) return NOTHING
  const { events, engine, tags, entries } = cache
  const { epoch, floor } = tags.view
  const { disconnectedSince, counts } = tags
  return {
    counters: events.counts,
    l1: { bytes: engine.memory.bytes, entries: engine.memory.size },
    tags: { ...counts, epoch, floor, disconnectedSince },
    breaker: entries?.breaker ?? 'closed',
  }
}

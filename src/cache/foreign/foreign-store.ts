/** Storage that somebody wrote for Next.js: without locks, and never trusted about tags. */
import type { Entry, Kind } from '../entry/entry.js'

/**
 * What `fromNextCacheHandler()` and `fromNextCacheHandlers()` make of a cache handler, and what may
 * be written by hand for a storage that knows no locks.
 */
export interface ForeignStore {
  /** Milliseconds after which a read is a miss. Default 100. */
  readonly getTimeoutMs?: number
  /** Milliseconds after which nobody waits for a write. Default 500. */
  readonly setTimeoutMs?: number
  /** @param tags - that the reader supplies beside those of the entry. */
  get(key: string, kind: Kind, tags: readonly string[]): Promise<Entry | undefined>
  put(key: string, entry: Entry): Promise<void>
  /** Without it, an entry that nobody may use any more stays where it is. */
  remove?(key: string, kind: Kind): Promise<void>
  /**
   * Told of invalidations, after our own tags.
   *
   * @param expire - seconds for which the old values may still be served; `Infinity` without limit;
   *   `undefined` for none.
   */
  invalidated?(tags: readonly string[], expire?: number): Promise<void>
  /** Told before the first read of each request. */
  beginRequest?(): void
  close?(): void
}

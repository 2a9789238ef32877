/** Entries outside the process, and the locks by which processes share the work of making them. */
import type { Entry, Kind } from '../entry/entry.js'
import type { Tier } from './generated.js'

/** What a look into a store came to. */
export interface Claim {
  readonly entry: Entry | undefined
  /** `none`: nobody was asked for a lock, because there is an entry. */
  readonly lock: 'none' | 'mine' | 'other'
  /** Orders the holders of the lock: a later one writes over an earlier one, never the reverse. */
  readonly fence: number
}

/** Who reads, for stores that keep kinds apart or know tags of their own. */
export interface Reader {
  readonly kind: Kind
  /** Tags that are checked beside those of the entry. */
  readonly tags?: readonly string[]
}

/** Where entries live beside the memory of a process; see {@link CacheTier}. */
export interface EntryStore {
  /** What a hit in it is called. Default `L2`. */
  readonly tier?: Tier
  /** Nobody but this process reads it: entries of a manifest that is known only here are welcome. */
  readonly isLocal?: boolean
  /** Whether it is worth asking. */
  available(): boolean
  /** `open`: it is left alone for a while, because it failed several times in a row. */
  readonly breaker?: 'closed' | 'open' | 'half-open'
  /**
   * Reads an entry, and takes the lock on it where there is none.
   *
   * @param token - of whoever asks; the same for all calls about one run.
   * @param leaseMs - for how long the lock holds unless it is renewed.
   * @param force - takes the lock although there is an entry.
   */
  getOrLock(
    key: string,
    token: string,
    leaseMs: number,
    force: boolean,
    reader: Reader,
  ): Promise<Claim>
  /**
   * Writes the entry and gives up the lock.
   *
   * @param ttlMs - after which nobody needs it; 0 deletes.
   * @returns `false` where a later holder of the lock has written.
   */
  put(key: string, entry: Entry, ttlMs: number, fence: number, token: string): Promise<boolean>
  renew(key: string, token: string, leaseMs: number): Promise<void>
  unlock(key: string, token: string): Promise<void>
}

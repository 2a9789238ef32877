/** Entries outside the process, and the locks by which processes share the work of making them. */
import type { Entry } from '../entry/entry.js'

export interface Claim {
  readonly entry: Entry | undefined
  /** `none`: nobody was asked for a lock, because there is an entry. */
  readonly lock: 'none' | 'mine' | 'other'
  /** Orders the holders of the lock: a later one writes over an earlier one, never the reverse. */
  readonly fence: number
}

export interface EntryStore {
  /** Whether it is worth asking. */
  available(): boolean
  /**
   * Reads an entry, and takes the lock on it where there is none.
   *
   * @param token - of whoever asks; the same for all calls about one run.
   * @param leaseMs - for how long the lock holds unless it is renewed.
   * @param force - takes the lock although there is an entry.
   */
  getOrLock(key: string, token: string, leaseMs: number, force: boolean): Promise<Claim>
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

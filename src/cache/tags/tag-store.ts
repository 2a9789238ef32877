/** What the engine needs of tags: a view that answers at once, and ways to move it on. */
import type { Stamp } from '../entry/entry.js'
import type { Verdict } from './record.js'

/** Tags as one process knows them. Read without waiting: a hit costs no message. */
export interface TagView {
  readonly manifest: string
  readonly epoch: number
  /** Values that began before this epoch have expired: what their tags say was forgotten. */
  readonly floor: number
  /** Milliseconds, by the clock that entries and deadlines are told by. */
  now(): number
  /** @param further - tags that the reader supplies beside those of the value. */
  check(value: Stamp & { readonly tags: readonly string[] }, further?: readonly string[]): Verdict
}

/** How much there is, for those who watch. */
export interface TagCounts {
  /** Tags that are remembered. */
  readonly size: number
  /** Invalidations that wait for the authority; one, where everything is to expire. */
  readonly queued: number
  /** Invalidations that waited and have arrived. */
  readonly replayed: number
}

/** Tags and their authority: this process, or a server that several share. */
export interface TagStore {
  readonly view: TagView
  /** Milliseconds, by `view.now()`; 0 while the authority can be reached. */
  readonly disconnectedSince: number
  /**
   * Whether the manifest is the authority's. Until it is, nothing may be stored for others: they
   * could not tell how old it is.
   */
  readonly isShared: boolean
  readonly counts: TagCounts
  /**
   * Whether an entry that another process made can be used at all; the view tells what it is worth
   * then. Not while the authority waits to be told of an invalidation of one of its tags: which of
   * the two came first cannot be known.
   */
  accepts(entry: Stamp & { readonly tags: readonly string[] }): boolean
  /** Resolves when the view knows what the authority knows, or has given up waiting for it. */
  start(): Promise<void>
  /**
   * @param expire - seconds; see `invalidated()`.
   * @returns `undefined` where it counts already. Rejects with an `InvalidationQueuedError` where
   *   the authority could not be told yet.
   */
  invalidate(tags: readonly string[], expire?: number): Promise<void> | undefined
  /** Everything has expired, in every process. */
  expireAll(): Promise<void>
  /** Completes an exchange with the authority that begins after this call. */
  syncAfterNow(): Promise<void>
  /** @returns a promise where something is still to be written. */
  close(): void | Promise<void>
}

/** The one place where invalidations of several processes are put into an order. */
import type { TagRecord } from './record.js'

/** What a process knows of the authority. */
export interface Known {
  readonly manifest: string
  /** The last epoch up to which every record is known. */
  readonly epoch: number
}

export interface Page extends Known {
  readonly floor: number
  /** The authority's clock, milliseconds. */
  readonly time: number
  /** What changed since the epoch that was asked for; everything, for another manifest. */
  readonly records: readonly (readonly [tag: string, record: TagRecord])[]
  /** Whether there is more from {@link Known.epoch} on. */
  readonly hasMore: boolean
}

/** One invalidation, as everybody is told of it. */
export type Change = Pick<Page, 'manifest' | 'epoch' | 'floor' | 'records'>

export interface TagAuthority {
  /** Resolves when it can be asked, or it is clear that it cannot. */
  ready(): Promise<void>
  /**
   * A page of what has changed. An authority whose epoch is behind `known` has lost something, and
   * must begin another manifest.
   */
  sync(known: Known): Promise<Page>
  /** @param expire - seconds; see `invalidated()`. */
  invalidate(known: Known, tags: readonly string[], expire: number | undefined): Promise<Change>
  expireAll(): Promise<Change>
  /** @param onReconnect - told when messages may have been missed. */
  subscribe(onChange: (change: Change) => void, onReconnect: () => void): Promise<void>
  close(): void
}

/** Puts entries where they belong, and gives up the locks under which they were made. */
import type { Entry } from '../entry/entry.js'
import type { TagStore } from '../tags/tag-store.js'
import type { EntryStore } from './entry-store.js'
import type { Emit } from './events.js'
import type { Lease } from './lease.js'
import type { Memory } from './memory.js'

export interface StoringParts {
  readonly tags: TagStore
  readonly entries: EntryStore | undefined
  readonly memory: Memory
  readonly maxTtlMs: number
  readonly emit: Emit
}

export class Storing {
  readonly #parts: StoringParts
  readonly #writing = new Set<Promise<unknown>>()

  constructor(parts: StoringParts) {
    this.#parts = parts
  }

  keep(entry: Entry, key: string, lease: Lease | undefined): void {
    const { memory, tags, entries, maxTtlMs } = this.#parts
    memory.put(key, entry)
    if (lease === undefined) return
    const ttlMs = Math.min(entry.expire * 1000, maxTtlMs)
    const isReadable = entries?.isLocal || tags.isShared
    if (isReadable && ttlMs > 0) this.#write(key, entry, ttlMs, lease)
    else this.release(lease)
  }

  /** Deletes what was stored under the key, here and, with the lock on it, outside. */
  drop(key: string, lease: Lease | undefined): void {
    const known = this.#parts.memory.get(key)
    this.#parts.memory.delete(key)
    if (known && lease) this.#write(key, known.entry, 0, lease)
    else this.release(lease)
  }

  release(lease: Lease | undefined): void {
    if (lease) this.#track(lease.release())
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing)
  }

  #write(key: string, entry: Entry, ttlMs: number, lease: Lease): void {
    const { entries, emit } = this.#parts
    lease.stop()
    const written = entries?.put(key, entry, ttlMs, lease.fence, lease.token)
    if (written === undefined) return
    const told = (isWritten: boolean): void => {
      if (!isWritten) emit({ type: 'fenced' })
    }
    const failed = (error: unknown): Promise<void> => {
      emit({ type: 'l2-error', op: 'put', error })
      // Nobody is to wait for what was not written.
      return lease.release()
    }
    this.#track(written.then(told, failed))
  }

  #track(work: Promise<unknown>): void {
    const tracked = work.finally(() => this.#writing.delete(tracked))
    this.#writing.add(tracked)
  }
}

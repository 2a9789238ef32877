/**
 * Writes of one process to a store without locks: one after the other for each key, an older value
 * never after a newer one, and readable before they have arrived.
 */
import { type Entry, isOlder } from './entry/entry.js'

/** Keys that may be under way at a time. */
const MAX_PENDING = 1000

interface Pending {
  entry: Entry | undefined
  done: Promise<void>
}

export class PendingWrites {
  readonly #writes = new Map<string, Pending>()

  get size(): number {
    return this.#writes.size
  }

  /** What a reader is to be given meanwhile. */
  get(key: string): Entry | undefined {
    return this.#writes.get(key)?.entry
  }

  /**
   * @param entry - `undefined` for a removal.
   * @param write - is not called where something newer is on its way.
   * @returns whether it was written.
   * @throws what the write fails with; an Error where too many are under way.
   */
  async add(key: string, entry: Entry | undefined, write: () => Promise<void>): Promise<boolean> {
    const before = this.#writes.get(key)
    if (before?.entry && entry && isOlder(entry, before.entry)) return false
    if (before === undefined && this.#writes.size >= MAX_PENDING) {
      throw new Error(`${MAX_PENDING} values are being written: this one is in memory alone`)
    }
    const previous = before?.done.catch(() => {})
    const pending = { entry, done: previous ? previous.then(write) : write() }
    this.#writes.set(key, pending)
    try {
      await pending.done
      return true
    } finally {
      if (this.#writes.get(key) === pending) this.#writes.delete(key)
    }
  }
}

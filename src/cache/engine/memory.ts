/** Entries in memory, bounded by bytes; those used least recently go first. */
import { LRUCache } from 'lru-cache'
import { type Entry, isOlder, sizeOf } from '../entry/entry.js'

export interface Held {
  readonly entry: Entry
  /** Before this moment a renewal that failed is not tried again. Milliseconds; 0 for at once. */
  retryAfter: number
}

export class Memory {
  readonly #entries: LRUCache<string, Held>

  constructor(maxBytes: number, maxEntryBytes: number) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: Math.min(maxBytes, maxEntryBytes),
      sizeCalculation: held => sizeOf(held.entry),
    })
  }

  get bytes(): number {
    return this.#entries.calculatedSize
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): Held | undefined {
    return this.#entries.get(key)
  }

  /** Keeps the newer of two values under the same manifest. */
  put(key: string, entry: Entry): void {
    const known = this.#entries.peek(key)?.entry
    if (known?.manifest === entry.manifest && isOlder(entry, known)) return
    this.#entries.set(key, { entry, retryAfter: 0 })
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
  }
}

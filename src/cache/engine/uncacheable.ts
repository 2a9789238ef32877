/**
 * Keys whose last result could not be shared. For a while their requests do not wait for one
 * another: behind a lock they would run one after the other, and none could use what came of it.
 */
import { LRUCache } from 'lru-cache'

export class Uncacheable {
  readonly #keys: LRUCache<string, true>

  constructor(maxKeys: number, ms: number, now: () => number) {
    // Asks the clock each time: otherwise a timer holds its reading.
    this.#keys = new LRUCache({ max: maxKeys, ttl: ms, ttlResolution: 0, perf: { now } })
  }

  get size(): number {
    return this.#keys.size
  }

  has(key: string): boolean {
    return this.#keys.has(key)
  }

  add(key: string): void {
    this.#keys.set(key, true)
  }

  clear(): void {
    this.#keys.clear()
  }
}

/**
 * Values of cached functions, in memory, bounded by number and by bytes. Each is dropped when its
 * `revalidate` time is over, counted from the start of the run that made it.
 */
import type { LRUCache } from 'lru-cache'
import type { Origin } from './cached-run.js'
import { encodeTag, STORED_LIMIT } from './tags.js'

export interface Entry extends Origin {
  readonly body: Buffer
  /** Of the function, relative to the project. */
  readonly file: string
}

const MAX_ENTRIES = 10_000
const MAX_BYTES = 64 * 1024 * 1024
const MAX_ENTRY_BYTES = 8 * 1024 * 1024
/** What an entry costs beside its bytes and tags. */
const OVERHEAD_BYTES = 512

export class ValueStore {
  #entries: LRUCache<string, Entry> | undefined

  get size(): number {
    return this.#entries?.size ?? 0
  }

  has(key: string): boolean {
    return this.#entries?.has(key) ?? false
  }

  get(key: string): Entry | undefined {
    return this.#entries?.get(key)
  }

  /** @param start - of the run, by `performance.now()`. */
  set(key: string, entry: Entry, start: number): void {
    const { revalidate, expire } = entry.life
    const seconds = Math.min(revalidate, expire)
    const ttl = Math.ceil(seconds * 1000)
    this.#entries ??= makeEntries()
    if (seconds <= 0 || entry.tags.length > STORED_LIMIT) this.#entries.delete(key)
    // To the library 0 means without limit.
    else this.#entries.set(key, entry, { start, ttl: Number.isFinite(ttl) ? ttl : 0 })
  }

  dropTagged(tags: readonly string[]): void {
    const dropped = new Set(tags.map(encodeTag))
    this.#drop(entry => entry.tags.some(tag => dropped.has(tag)))
  }

  dropMadeBy(files: ReadonlySet<string>): void {
    this.#drop(entry => files.has(entry.file))
  }

  #drop(isDropped: (entry: Entry) => boolean): void {
    for (const [key, entry] of [...(this.#entries?.entries() ?? [])]) {
      if (isDropped(entry)) this.#entries?.delete(key)
    }
  }
}

/** The library is loaded by the first value: most processes have none. */
function makeEntries(): LRUCache<string, Entry> {
  const library = require('lru-cache') as typeof import('lru-cache')
  return new library.LRUCache<string, Entry>({
    max: MAX_ENTRIES,
    maxSize: MAX_BYTES,
    maxEntrySize: MAX_ENTRY_BYTES,
    sizeCalculation: sizeOf,
    // Asks the clock each time: otherwise a timer holds its reading for a millisecond.
    ttlResolution: 0,
    // That of `start` above, also where a test has put its own in its place since.
    perf: { now: () => performance.now() },
  })
}

function sizeOf({ body, tags }: Entry): number {
  return body.length + tags.join('').length * 2 + OVERHEAD_BYTES
}

/**
 * A foreign store as the engine sees one. Nobody outside this process knows of our locks: the
 * engine's single flight is all there is, and each lock asked for is granted.
 */
import type { Claim, EntryStore, Reader } from '../engine/entry-store.js'
import type { Entry, Kind } from '../entry/entry.js'
import { PendingWrites } from '../pending-writes.js'
import { Breaker } from '../redis/breaker.js'
import { requestCache } from '../request-cache.js'
import { monotonicNow } from '../tags/memory-tags.js'
import type { ForeignStore } from './foreign-store.js'
import { inTime } from './in-time.js'

/** Failures in a row after which it is left alone, and for how many milliseconds. */
const BREAKER = { failures: 3, openMs: 1000, now: monotonicNow }

export class ForeignEntries implements EntryStore {
  readonly isLocal: boolean
  readonly #store: ForeignStore
  readonly #breaker = new Breaker(BREAKER)
  readonly #writes = new PendingWrites()
  readonly #begun = new WeakSet<object>()

  /** @param isLocal - no other process has our tags. */
  constructor(store: ForeignStore, isLocal: boolean) {
    this.#store = store
    this.isLocal = isLocal
  }

  get breaker(): 'closed' | 'open' | 'half-open' {
    return this.#breaker.state
  }

  available(): boolean {
    return this.#breaker.allows
  }

  async getOrLock(
    key: string,
    _token: string,
    _leaseMs: number,
    force: boolean,
    { kind, tags = [] }: Reader,
  ): Promise<Claim> {
    this.#beginRequest()
    const entry = this.#writes.get(key) ?? (await this.#read(key, kind, tags))
    return { entry, lock: force || entry === undefined ? 'mine' : 'none', fence: 0 }
  }

  put(key: string, entry: Entry, ttlMs: number): Promise<boolean> {
    const { setTimeoutMs = 500 } = this.#store
    const work = (): Promise<void> =>
      ttlMs > 0 ? this.#store.put(key, entry) : this.#remove(key, entry)
    return this.#writes.add(key, ttlMs > 0 ? entry : undefined, () =>
      this.#breaker.run(() => inTime(attempt(work), setTimeoutMs)),
    )
  }

  async renew(): Promise<void> {}

  async unlock(): Promise<void> {}

  async #read(key: string, kind: Kind, tags: readonly string[]): Promise<Entry | undefined> {
    const { getTimeoutMs = 100 } = this.#store
    const work = (): Promise<Entry | undefined> => this.#store.get(key, kind, tags)
    const entry = await this.#breaker.run(() => inTime(attempt(work), getTimeoutMs))
    return entry?.kind === kind ? entry : undefined
  }

  /** A store that cannot remove is given one that has expired already. */
  async #remove(key: string, entry: Entry): Promise<void> {
    if (this.#store.remove) await this.#store.remove(key, entry.kind)
    else await this.#store.put(key, { ...entry, revalidate: 0, expire: 0 })
  }

  /** Once for each request, before it reads; what belongs to none is told each time. */
  #beginRequest(): void {
    const request = requestCache()
    if (request !== undefined && this.#begun.has(request)) return
    if (request !== undefined) this.#begun.add(request)
    this.#store.beginRequest?.()
  }
}

/** What throws instead of rejecting rejects. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  return work()
}

/**
 * Gets a value that memory does not have: from the store outside, from another process that is
 * making it, or by making it, under a lock that at most one process has.
 */
import { randomUUID } from 'node:crypto'
import type { Entry } from '../entry/entry.js'
import { Arrival } from './arrival.js'
import { classify, type Worth } from './classify.js'
import type { Claim, EntryStore, Reader } from './entry-store.js'
import type { Request, Result } from './generated.js'
import { Lease } from './lease.js'
import type { Producer, ProducerParts } from './producer.js'

/** Between looks at a lock that another process has. Milliseconds. */
const FIRST_LOOK_MS = 10
const LAST_LOOK_MS = 100

export interface Loading {
  readonly key: string
  /** Nobody is to wait for it any more. */
  readonly leave: () => void
  /** Renews something stale for others in the background. */
  readonly renew: () => void
}

export interface LoaderParts extends ProducerParts {
  readonly entries: EntryStore | undefined
}

/** One look into the store outside. */
interface Asking {
  readonly token: string
  readonly force: boolean
  readonly request: Reader
}

export class Loader {
  readonly #parts: LoaderParts
  readonly #producer: Producer

  constructor(parts: LoaderParts, producer: Producer) {
    this.#parts = parts
    this.#producer = producer
  }

  /** For somebody who waits. */
  async load<Live>(request: Request<Live>, loading: Loading): Promise<Result<Live>> {
    const { entries, storing, tags } = this.#parts
    if (!entries?.available()) return this.make(request, loading)
    const token = randomUUID()
    const arrival = new Arrival(tags)
    const start = tags.view.now()
    let force = false
    for (;;) {
      const claim = await this.#claim(entries, loading.key, { token, force, request })
      if (claim === undefined) return this.make(request, loading)
      const lease = this.#leaseOf(entries, loading, claim, token)
      const usable =
        this.#take(request, loading, claim) ??
        (force ? arrival.take(request, claim.entry) : undefined)
      if (usable) {
        storing.release(lease)
        return usable
      }
      if (lease) return this.make(request, loading, false, lease)
      // There is an entry, but it is of no use: the next look asks for the lock too.
      const goesOn = claim.lock === 'none' || (await this.#waited(loading, start))
      if (!goesOn) return this.make(request, loading)
      force = true
    }
  }

  /** Waits a little for another process; `false` when that has been long enough. */
  async #waited({ key }: Loading, start: number): Promise<boolean> {
    const { tags, timers, settings, uncacheable, emit } = this.#parts
    const waited = tags.view.now() - start
    if (waited >= settings.lockWaitMs) {
      emit({ type: 'wait-timeout' })
      return false
    }
    if (uncacheable.has(key)) return false
    const pause = Math.min(Math.max(waited / 10, FIRST_LOOK_MS), LAST_LOOK_MS)
    await timers.sleep(pause * (0.75 + timers.random() / 2))
    return true
  }

  /** For nobody: does nothing where another process is at it, or has done it. */
  async renew<Live>(request: Request<Live>, loading: Loading): Promise<Result<Live> | undefined> {
    const { entries, memory } = this.#parts
    if (!entries?.available()) return this.make(request, loading, true)
    const token = randomUUID()
    const claim = await this.#claim(entries, loading.key, { token, force: true, request })
    if (claim === undefined) return this.make(request, loading, true)
    const isFresh = this.#worthOf(claim.entry, request) === 'fresh'
    if (isFresh) memory.put(loading.key, claim.entry!)
    const lease = this.#leaseOf(entries, loading, claim, token)
    if (lease === undefined) return undefined
    if (!isFresh) return this.make(request, loading, true, lease)
    await lease.release()
    return undefined
  }

  /** An entry from outside that may be used, as a result. */
  #take<Live>(
    request: Request<Live>,
    { key, renew }: Loading,
    { entry }: Claim,
  ): Result<Live> | undefined {
    const worth = this.#worthOf(entry, request)
    if (entry === undefined || worth === 'expired') return undefined
    if (worth === 'stale' && request.renewsStale) return undefined
    this.#parts.memory.put(key, entry)
    if (worth === 'stale') renew()
    return {
      state: worth === 'fresh' ? 'HIT' : 'STALE',
      tier: this.#parts.entries?.tier ?? 'L2',
      entry,
    }
  }

  #worthOf(entry: Entry | undefined, request: Request<unknown>): Worth {
    const { tags: store, settings } = this.#parts
    if (entry && !store.accepts(entry)) return 'expired'
    const held = entry && { entry, retryAfter: 0 }
    return classify(held, store, request, settings.maxDisconnectedMs)
  }

  async #claim(
    entries: EntryStore,
    key: string,
    { token, force, request }: Asking,
  ): Promise<Claim | undefined> {
    try {
      return await entries.getOrLock(key, token, this.#parts.settings.leaseMs, force, request)
    } catch (error) {
      this.#parts.emit({ type: 'l2-error', op: 'get', error })
      return undefined
    }
  }

  #leaseOf(
    entries: EntryStore,
    { key }: Loading,
    { lock, fence }: Claim,
    token: string,
  ): Lease | undefined {
    if (lock !== 'mine') return undefined
    const { timers, settings, emit } = this.#parts
    const onError = (op: string, error: unknown) => emit({ type: 'l2-error', op, error })
    return new Lease(entries, timers, { key, token, fence, ms: settings.leaseMs, onError })
  }

  /** Without a lock, what is made is kept in memory only. */
  make<Live>(
    request: Request<Live>,
    { key, leave }: Loading,
    background = false,
    lease?: Lease,
  ): Promise<Result<Live>> {
    return this.#producer.make(request, { key, background, lease, onTimeout: leave })
  }
}

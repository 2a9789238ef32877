/**
 * Tags that several processes share. Each keeps a view of the authority's records, moved on by
 * messages and, where those are lost, by asking at intervals. An invalidation counts in this
 * process at once, also while the authority cannot be reached.
 */
import { randomUUID } from 'node:crypto'
import type { Timers } from '../engine/clock.js'
import type { Emit } from '../engine/events.js'
import type { Stamp } from '../entry/entry.js'
import { Turns } from '../turns.js'
import type { Change, TagAuthority } from './authority.js'
import { InvalidationQueuedError } from './invalidation-queued-error.js'
import { Manifest } from './manifest.js'
import { graceOf, OfflineQueue, type Queued } from './offline-queue.js'
import { type Heard, Replica } from './replica.js'
import type { TagCounts, TagStore } from './tag-store.js'
import { TierClock } from './tier-clock.js'

/** Tags in one message to the authority. */
const BATCH = 128

export interface SharedTagsOptions {
  readonly maxTags?: number | undefined
  readonly maxQueuedTags: number
  /** Between two exchanges. Milliseconds. */
  readonly syncIntervalMs: number
  readonly timers: Timers
  /** Milliseconds, never set back. */
  readonly clock: () => number
  readonly emit: Emit
}

export class SharedTags implements TagStore {
  readonly view: Manifest
  readonly queue: OfflineQueue
  readonly #authority: TagAuthority
  readonly #options: SharedTagsOptions
  readonly #clock: TierClock
  readonly #replica: Replica
  readonly #turns = new Turns<void>()
  #lastSync = 0
  #isConnected = true
  #replayed = 0
  #isClosed = false
  #callOff: () => void = () => {}

  constructor(authority: TagAuthority, options: SharedTagsOptions) {
    this.#authority = authority
    this.#options = options
    this.#clock = new TierClock(options.clock)
    const onFloor = (): void => options.emit({ type: 'manifest', event: 'floor' })
    this.view = new Manifest(randomUUID(), this.#clock.now, options.maxTags, onFloor)
    this.#replica = new Replica(this.view)
    this.queue = new OfflineQueue(options.maxQueuedTags)
  }

  get isShared(): boolean {
    return this.#replica.isShared
  }

  get counts(): TagCounts {
    return { size: this.view.size, queued: this.queue.size, replayed: this.#replayed }
  }

  /** Counted from the beginning of the last exchange that succeeded. */
  get disconnectedSince(): number {
    return this.#isConnected ? 0 : this.#lastSync
  }

  accepts({ manifest, epoch, tags }: Stamp & { readonly tags: readonly string[] }): boolean {
    if (this.queue.concerns(tags)) return false
    this.#replica.meet(manifest, epoch)
    return true
  }

  async start(): Promise<void> {
    this.#lastSync = this.view.now()
    await this.#authority.ready()
    await this.#turns.join(this.#exchange).catch(() => {})
    if (this.#isClosed) return
    const again = (): void => void this.#turns.fresh(this.#exchange).catch(() => {})
    const subscribed = this.#authority.subscribe(change => this.#heard(change), again)
    // Of what was published before it, no message came.
    subscribed.then(again, () => {})
    this.#pollLater()
  }

  async invalidate(tags: readonly string[], expire?: number): Promise<void> {
    try {
      for (let at = 0; at < tags.length; at += BATCH) {
        const some = tags.slice(at, at + BATCH)
        await this.#told(await this.#authority.invalidate(this.#replica.known, some, expire))
      }
    } catch (cause) {
      this.#replica.invalidateHere(tags, expire)
      this.queue.add(tags, expire, this.view.now())
      throw new InvalidationQueuedError(tags, { cause })
    }
  }

  async expireAll(): Promise<void> {
    try {
      await this.#told(await this.#authority.expireAll())
    } catch (cause) {
      this.#replica.expireAllHere()
      this.queue.addEverything()
      throw new InvalidationQueuedError([], { cause })
    }
  }

  syncAfterNow(): Promise<void> {
    return this.#turns.fresh(this.#exchange)
  }

  close(): void {
    this.#isClosed = true
    this.#callOff()
    this.#authority.close()
  }

  /** The reply to an invalidation of ours. Under another manifest it means nothing yet. */
  async #told(change: Change): Promise<void> {
    if (this.#heard(change) === 'other manifest') await this.#turns.fresh(this.#exchange)
  }

  #heard(change: Change): Heard {
    const heard = this.#replica.hear(change)
    if (heard === 'gap') this.#syncSoon('gap')
    if (heard === 'other manifest') this.#syncSoon('rotated')
    return heard
  }

  #syncSoon(event: 'gap' | 'rotated'): void {
    this.#options.emit({ type: 'manifest', event })
    this.#turns.fresh(this.#exchange).catch(() => {})
  }

  #pollLater(): void {
    const { timers, syncIntervalMs } = this.#options
    const ms = syncIntervalMs * (0.9 + timers.random() / 5)
    this.#callOff = timers.after(ms, () => {
      this.#pollLater()
      this.#turns.join(this.#exchange).catch(() => {})
    })
  }

  #exchange = async (): Promise<void> => {
    const sent = this.#clock.local()
    try {
      const arrived = await this.#replay()
      const isOther = await this.#replica.catchUp(this.#authority, time => {
        this.#clock.compare(time, sent)
      })
      if (isOther) this.#options.emit({ type: 'manifest', event: 'rotated' })
      // Not before: they may have arrived in a manifest that this process did not know yet.
      this.queue.remove(arrived)
      this.#replayed += arrived.length
      this.#lastSync = this.#clock.at(sent)
      this.#connected(true)
    } catch (error) {
      this.#connected(false)
      throw error
    }
  }

  /**
   * What was queued goes first: nothing that is read before it is to be trusted.
   *
   * @returns what has arrived.
   */
  async #replay(): Promise<readonly Queued[]> {
    const { everything } = this.queue
    if (everything) {
      this.#replica.hear(await this.#authority.expireAll())
      return [everything]
    }
    const parts = this.queue.parts(BATCH)
    for (const part of parts) {
      const tags = part.map(({ tag }) => tag)
      const expire = graceOf(part[0]!, this.view.now())
      this.#replica.hear(await this.#authority.invalidate(this.#replica.known, tags, expire))
    }
    return parts.flat()
  }

  #connected(isConnected: boolean): void {
    if (this.#isConnected === isConnected) return
    this.#isConnected = isConnected
    const event = isConnected ? 'connected' : 'disconnected'
    this.#options.emit({ type: 'manifest', event })
  }
}

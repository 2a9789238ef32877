/** The server that processes share, with connections that are slow, lossy and out of order. */
import type { Claim, EntryStore } from '../../../../src/cache/engine/entry-store'
import type { Entry } from '../../../../src/cache/entry/entry'
import type { Change, Known, Page, TagAuthority } from '../../../../src/cache/tags/authority'
import { epochOf, invalidated, type TagRecord, UNTOUCHED } from '../../../../src/cache/tags/record'
import type { SimulatedTime } from './simulated-time'

export interface Network {
  /** The longest that one way takes. Milliseconds. */
  readonly delay: number
  /** The longest that a message takes which nobody asked for. Milliseconds. */
  readonly messageDelay: number
  /** From 0 to 1: how often a request or its reply is lost. */
  loss: number
}

interface Lock {
  readonly token: string
  until: number
}

interface Slot {
  entry?: Entry | undefined
  lock?: Lock | undefined
  issued: number
  written: number
}

const PAGE = 3

export class SimulatedServer {
  readonly slots = new Map<string, Slot>()
  readonly time: SimulatedTime
  readonly network: Network
  manifest = 'first'
  epoch = 0
  floor = 0
  records = new Map<string, TagRecord>()
  readonly #listeners = new Set<(change: Change) => void>()

  constructor(time: SimulatedTime, network: Network) {
    this.time = time
    this.network = network
  }

  /** Loses everything, as a server without persistence does that is started again. */
  flush(manifest: string): void {
    this.slots.clear()
    this.records.clear()
    this.manifest = manifest
    this.epoch = 0
    this.floor = 0
  }

  /** A call over the network: late in both directions, and lost on either. */
  async call<T>(run: () => T): Promise<T> {
    const { delay } = this.network
    await this.time.sleep(this.time.random() * delay)
    this.#mayBeLost()
    const reply = run()
    await this.time.sleep(this.time.random() * delay)
    this.#mayBeLost()
    return reply
  }

  #mayBeLost(): void {
    if (this.time.random() < this.network.loss) throw new Error('connection lost')
  }

  authority(): TagAuthority {
    const own = new Set<(change: Change) => void>()
    return {
      ready: async () => {},
      sync: known => this.call(() => this.#page(known)),
      invalidate: (_known, tags, expire) => this.call(() => this.#invalidate(tags, expire)),
      expireAll: () => this.call(() => this.#expireAll()),
      subscribe: async onChange => {
        own.add(onChange)
        this.#listeners.add(onChange)
      },
      close: () => {
        for (const listener of own) this.#listeners.delete(listener)
      },
    }
  }

  #page(known: Known): Page {
    const { manifest, floor } = this
    const since = known.manifest === manifest ? known.epoch : 0
    const newer = [...this.records]
      .map(([tag, record]) => ({ tag, record, epoch: epochOf(record) }))
      .filter(({ epoch }) => epoch > since)
      .sort((one, other) => one.epoch - other.epoch)
    // A page ends where an epoch does.
    const last = newer[PAGE - 1]?.epoch ?? 0
    const page = newer.length > PAGE ? newer.filter(({ epoch }) => epoch <= last) : newer
    const hasMore = page.length < newer.length
    const records = page.map(({ tag, record }) => [tag, record] as const)
    return {
      manifest,
      epoch: hasMore ? last : this.epoch,
      floor,
      time: this.time.now(),
      records,
      hasMore,
    }
  }

  #invalidate(tags: readonly string[], expire: number | undefined): Change {
    this.epoch++
    const records = tags.map(tag => {
      const known = this.records.get(tag) ?? UNTOUCHED
      const record = invalidated(known, this.epoch, this.time.now(), expire)
      this.records.set(tag, record)
      return [tag, record] as const
    })
    return this.#publish(records)
  }

  #expireAll(): Change {
    this.epoch++
    this.floor = this.epoch
    this.records.clear()
    return this.#publish([])
  }

  #publish(records: Change['records']): Change {
    const { manifest, epoch, floor, network, time } = this
    const change = { manifest, epoch, floor, records }
    for (const listener of this.#listeners) {
      if (time.random() < network.loss) continue
      time.after(time.random() * network.messageDelay, () => listener(change))
    }
    return change
  }

  entries(): EntryStore {
    return {
      available: () => true,
      getOrLock: (key, token, ms, force) =>
        this.call(() => this.#getOrLock(this.#slot(key), token, ms, force)),
      put: (key, entry, ttlMs, fence, token) =>
        this.call(() => this.#put(this.#slot(key), entry, ttlMs, fence, token)),
      renew: (key, token, ms) =>
        this.call(() => {
          const { lock } = this.#slot(key)
          if (lock?.token === token) lock.until = this.time.now() + ms
        }),
      unlock: (key, token) =>
        this.call(() => {
          const slot = this.#slot(key)
          if (slot.lock?.token === token) slot.lock = undefined
        }),
    }
  }

  #slot(key: string): Slot {
    const slot = this.slots.get(key) ?? { issued: 0, written: 0 }
    this.slots.set(key, slot)
    if (slot.lock && slot.lock.until <= this.time.now()) slot.lock = undefined
    return slot
  }

  #getOrLock(slot: Slot, token: string, ms: number, force: boolean): Claim {
    const { entry } = slot
    if (entry && !force) return { entry, lock: 'none', fence: 0 }
    if (slot.lock) return { entry, lock: 'other', fence: 0 }
    slot.lock = { token, until: this.time.now() + ms }
    slot.issued++
    return { entry, lock: 'mine', fence: slot.issued }
  }

  #put(slot: Slot, entry: Entry, ttlMs: number, fence: number, token: string): boolean {
    const isWritten = fence >= slot.written
    if (isWritten) {
      slot.entry = ttlMs > 0 ? entry : undefined
      slot.written = fence
      slot.issued = Math.max(slot.issued, fence)
    }
    if (slot.lock?.token === token) slot.lock = undefined
    return isWritten
  }
}

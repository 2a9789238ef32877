/** A tier as a real Next.js application uses it: values of its own, invalidations that are shared. */
import { randomUUID } from 'node:crypto'
import { classify } from '../engine/classify.js'
import { Memory } from '../engine/memory.js'
import { DEFAULTS } from '../engine/settings.js'
import type { Entry, Kind, Stamp } from '../entry/entry.js'
import { hashKey } from '../entry/key.js'
import { InvalidationQueuedError } from '../tags/invalidation-queued-error.js'
import { monotonicNow } from '../tags/memory-tags.js'
import { encodeTag } from '../tags.js'
import type { CacheTier, OpenTier } from '../tier.js'

/** The longest that somebody waits for an authority that does not answer. Milliseconds. */
const START_MS = 2000
/** Nobody waits for these locks: they only put writers into an order. Milliseconds. */
const LEASE_MS = 1

export interface Found {
  readonly entry: Entry
  readonly isStale: boolean
}

export class TierStore {
  readonly #tier: OpenTier
  readonly #memory = new Memory(DEFAULTS.maxMemoryBytes, DEFAULTS.maxEntryBytes)
  #started: Promise<unknown> | undefined

  constructor(tier: CacheTier) {
    this.#tier = tier.open(() => {})
  }

  /** Resolves when invalidations of others are known, or have been waited for long enough. */
  async start(): Promise<void> {
    this.#started ??= startIn(START_MS, this.#tier)
    await this.#started
  }

  /** By the clock of this process, which Next.js counts from. Milliseconds. */
  local(time: number): number {
    return time - this.#tier.tags.view.now() + monotonicNow()
  }

  /** What a value is stamped with that is begun now. */
  stamp(): Stamp {
    const { view } = this.#tier.tags
    return { manifest: view.manifest, epoch: view.epoch, time: view.now() }
  }

  async get(key: string, kind: Kind, tags: readonly string[]): Promise<Found | undefined> {
    await this.start()
    const hash = hashOf(kind, key)
    const asked = { tags: tags.map(encodeTag) }
    const known = this.#memory.get(hash)?.entry
    const found = this.#worth(known, asked) ?? this.#worth(await this.#read(hash, kind), asked)
    if (found && found.entry !== known) this.#memory.put(hash, found.entry)
    return found
  }

  #worth(entry: Entry | undefined, asked: { readonly tags: readonly string[] }): Found | undefined {
    if (entry === undefined) return undefined
    const held = { entry, retryAfter: 0 }
    const worth = classify(held, this.#tier.tags, asked, DEFAULTS.maxDisconnectedMs)
    return worth === 'expired' ? undefined : { entry, isStale: worth === 'stale' }
  }

  /** Nothing is kept that an invalidation has overtaken. */
  async put(key: string, entry: Entry): Promise<void> {
    const { tags, entries } = this.#tier
    const stored = { ...entry, tags: entry.tags.map(encodeTag) }
    if (tags.view.check(stored) === 'expired') return
    const hash = hashOf(entry.kind, key)
    this.#memory.put(hash, stored)
    if (!entries?.available() || !(tags.isShared || entries.isLocal)) return
    const token = randomUUID()
    const { kind } = entry
    const { lock, fence } = await entries.getOrLock(hash, token, LEASE_MS, true, { kind })
    const ttlMs = Math.min(entry.expire * 1000, DEFAULTS.maxTtlMs)
    if (lock === 'mine') await entries.put(hash, stored, ttlMs, fence, token)
  }

  /** @param expire - seconds for which old values may still be served; `undefined` for none. */
  async invalidate(tags: readonly string[], expire?: number): Promise<void> {
    await this.start()
    try {
      await this.#tier.tags.invalidate(tags.map(encodeTag), expire)
    } catch (error) {
      // It counts here, and the others are told when they can be.
      if (!(error instanceof InvalidationQueuedError)) throw error
    }
  }

  /** Whatever the store fails with is a miss. */
  async #read(hash: string, kind: Kind): Promise<Entry | undefined> {
    const { entries, tags } = this.#tier
    if (!entries?.available()) return undefined
    try {
      const { entry } = await entries.getOrLock(hash, randomUUID(), LEASE_MS, false, { kind })
      return entry && tags.accepts(entry) ? entry : undefined
    } catch {
      return undefined
    }
  }
}

/** No key of Next.js is one of ours. */
function hashOf(kind: Kind, key: string): string {
  return hashKey(['v1', 'next', kind, key])
}

function startIn(ms: number, { tags }: OpenTier): Promise<unknown> {
  const late = new Promise<void>(resolve => {
    setTimeout(resolve, ms).unref()
  })
  return Promise.race([tags.start().catch(() => {}), late])
}

/**
 * The records of one process. Bounded: when there are too many the oldest are forgotten, and the
 * floor rises to the last epoch among them, so that doubt ends in a miss.
 */
import type { Stamp } from '../entry/entry.js'
import { epochOf, merged, type TagRecord, UNTOUCHED, type Verdict, verdictOf } from './record.js'
import type { TagView } from './tag-store.js'

/** Enough for years of invalidations between two deployments. Some 20 MB at most. */
export const DEFAULT_MAX_TAGS = 100_000

export interface ManifestState {
  readonly manifest: string
  readonly epoch: number
  readonly floor: number
  readonly records: ReadonlyMap<string, TagRecord>
}

export class Manifest implements TagView {
  manifest: string
  epoch = 0
  floor = 0
  /** The one touched last comes last. */
  readonly #records = new Map<string, TagRecord>()
  readonly #maxTags: number
  readonly #clock: () => number
  readonly #onFloor: () => void

  /** @param onFloor - told when values expire because of what was forgotten. */
  constructor(
    manifest: string,
    clock: () => number,
    maxTags: number = DEFAULT_MAX_TAGS,
    onFloor: () => void = () => {},
  ) {
    this.manifest = manifest
    this.#clock = clock
    this.#maxTags = maxTags
    this.#onFloor = onFloor
  }

  get size(): number {
    return this.#records.size
  }

  /** The one touched last comes last. */
  get records(): ReadonlyMap<string, TagRecord> {
    return this.#records
  }

  now(): number {
    return this.#clock()
  }

  check(
    value: Stamp & { readonly tags: readonly string[] },
    further: readonly string[] = [],
  ): Verdict {
    if (value.manifest !== this.manifest || value.epoch < this.floor) return 'expired'
    if (this.#records.size === 0) return 'fresh'
    const own = this.#worst(value.tags, value.epoch)
    if (own === 'expired' || further.length === 0) return own
    const others = this.#worst(further, value.epoch)
    return others === 'fresh' ? own : others
  }

  #worst(tags: readonly string[], epoch: number): Verdict {
    let worst: Verdict = 'fresh'
    for (const tag of tags) {
      const record = this.#records.get(tag)
      if (record === undefined) continue
      const verdict = verdictOf(record, epoch, this.#clock())
      if (verdict === 'expired') return verdict
      if (verdict === 'stale') worst = verdict
    }
    return worst
  }

  record(tag: string): TagRecord {
    return this.#records.get(tag) ?? UNTOUCHED
  }

  /** Takes in what is known elsewhere; nothing that is known here is undone by it. */
  learn(tag: string, record: TagRecord): void {
    const joined = merged(this.record(tag), record)
    // Read before it is removed, which moves it to the young end.
    this.#records.delete(tag)
    this.#records.set(tag, joined)
    if (this.#records.size > this.#maxTags) this.#forgetOldest()
  }

  raiseFloor(floor: number): void {
    if (floor <= this.floor) return
    this.floor = floor
    this.#onFloor()
  }

  /** Forgets everything for another manifest: what was stored under the old one has expired. */
  replace({ manifest, epoch, floor, records }: ManifestState): void {
    this.manifest = manifest
    this.epoch = epoch
    this.floor = floor
    this.#records.clear()
    for (const [tag, record] of records) this.learn(tag, record)
  }

  clear(): void {
    this.#records.clear()
  }

  #forgetOldest(): void {
    const [oldest] = this.#records
    if (oldest === undefined) return
    const [tag, record] = oldest
    this.#records.delete(tag)
    // Values of that very epoch began after it, and are not concerned.
    this.raiseFloor(epochOf(record))
  }
}

/**
 * Invalidations that the authority could not be told yet. Bounded: too many become the one that
 * covers them all, and none is dropped.
 */

/** One tag as it was queued; queued again, it is another one. */
export interface Queued {
  readonly tag: string
  /** Milliseconds; 0 for a hard invalidation, `Infinity` for a soft one without limit. */
  readonly deadline: number
}

/** Stands for every tag there is. */
const EVERYTHING = ''

export class OfflineQueue {
  readonly #maxTags: number
  readonly #tags = new Map<string, Queued>()

  constructor(maxTags: number) {
    this.#maxTags = maxTags
  }

  /** Number of tags; one for everything. */
  get size(): number {
    return this.#tags.size
  }

  get everything(): Queued | undefined {
    return this.#tags.get(EVERYTHING)
  }

  concerns(tags: readonly string[]): boolean {
    if (this.#tags.size === 0) return false
    return this.everything !== undefined || tags.some(tag => this.#tags.has(tag))
  }

  /** @param expire - seconds; see `invalidated()`. */
  add(tags: readonly string[], expire: number | undefined, now: number): void {
    if (this.everything) return this.addEverything()
    const deadline = expire ? now + expire * 1000 : 0
    for (const tag of tags) {
      const known = this.#tags.get(tag)?.deadline ?? Number.POSITIVE_INFINITY
      this.#tags.set(tag, { tag, deadline: Math.min(known, deadline) })
    }
    if (this.#tags.size > this.#maxTags) this.addEverything()
  }

  addEverything(): void {
    this.#tags.clear()
    this.#tags.set(EVERYTHING, { tag: EVERYTHING, deadline: 0 })
  }

  /**
   * What waits, in parts that share an invalidation.
   *
   * @param most - tags in one part.
   */
  parts(most: number): Queued[][] {
    const byDeadline = new Map<number, Queued[]>()
    for (const queued of this.#tags.values()) {
      const others = byDeadline.get(queued.deadline)
      if (others) others.push(queued)
      else byDeadline.set(queued.deadline, [queued])
    }
    return [...byDeadline.values()].flatMap(queued => {
      const count = Math.ceil(queued.length / most)
      return Array.from({ length: count }, (_, at) => queued.slice(at * most, (at + 1) * most))
    })
  }

  /** They have arrived, unless they were queued again since. */
  remove(arrived: readonly Queued[]): void {
    for (const queued of arrived) {
      if (this.#tags.get(queued.tag) === queued) this.#tags.delete(queued.tag)
    }
  }
}

/** Seconds that are left of the grace; `undefined` for none. */
export function graceOf({ deadline }: Queued, now: number): number | undefined {
  const left = (deadline - now) / 1000
  return left > 0 ? left : undefined
}

/**
 * Invalidations that the authority could not be told yet. Bounded: too many become the one that
 * covers them all, and none is dropped.
 */

interface Queued {
  /** Milliseconds; 0 for a hard invalidation, `Infinity` for a soft one without limit. */
  readonly deadline: number
}

export class OfflineQueue {
  readonly #maxTags: number
  readonly #tags = new Map<string, Queued>()
  #everything = false

  constructor(maxTags: number) {
    this.#maxTags = maxTags
  }

  /** Number of tags; one for everything. */
  get size(): number {
    return this.#everything ? 1 : this.#tags.size
  }

  get isEverything(): boolean {
    return this.#everything
  }

  /** @param expire - seconds; see `invalidated()`. */
  add(tags: readonly string[], expire: number | undefined, now: number): void {
    if (this.#everything) return
    const deadline = expire ? now + expire * 1000 : 0
    for (const tag of tags) {
      const known = this.#tags.get(tag)?.deadline ?? Number.POSITIVE_INFINITY
      this.#tags.set(tag, { deadline: Math.min(known, deadline) })
    }
    if (this.#tags.size > this.#maxTags) this.addEverything()
  }

  addEverything(): void {
    this.#everything = true
    this.#tags.clear()
  }

  /**
   * The next tags that share an invalidation.
   *
   * @param most - how many.
   */
  peek(most: number, now: number): { tags: string[]; expire: number | undefined } | undefined {
    const [first] = this.#tags.values()
    if (first === undefined) return undefined
    const tags: string[] = []
    for (const [tag, { deadline }] of this.#tags) {
      if (deadline === first.deadline && tags.length < most) tags.push(tag)
    }
    const left = (first.deadline - now) / 1000
    return { tags, expire: left > 0 ? left : undefined }
  }

  /** They have arrived. */
  remove(tags: readonly string[]): void {
    for (const tag of tags) this.#tags.delete(tag)
  }

  clear(): void {
    this.#everything = false
    this.#tags.clear()
  }
}

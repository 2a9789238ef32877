/**
 * What a request has invalidated so far. The tags are told when the handler is done, so that it may
 * invalidate first and write afterwards; the request itself reads nothing older meanwhile.
 */
import type { Entry } from '../entry/entry.js'

/** Tags that are invalidated in the same way. */
export interface Invalidation {
  readonly tags: readonly string[]
  /** Seconds for which the old values may still be served; `undefined` for none. */
  readonly expire: number | undefined
}

export class PendingInvalidations {
  /** By tag: see {@link Invalidation.expire}. */
  readonly #pending = new Map<string, number | undefined>()
  /** By tag, when it was last named. Kept: what the tags are told of is not theirs at once. */
  readonly #since = new Map<string, number>()

  get isEmpty(): boolean {
    return this.#pending.size === 0
  }

  /**
   * @param expire - see `TagStore.invalidate()`. The harder of two wins.
   * @param now - by the clock that entries are stamped with.
   */
  add(tag: string, expire: number | undefined, now: number): void {
    const known = this.#pending.get(tag)
    if (!this.#pending.has(tag)) this.#pending.set(tag, expire || undefined)
    else if (known !== undefined)
      this.#pending.set(tag, expire ? Math.min(known, expire) : undefined)
    this.#since.set(tag, now)
  }

  /**
   * Whether an entry that this request finds was begun before it invalidated one of its tags.
   *
   * @param further - tags that count beside those of the entry.
   */
  concerns({ tags, time }: Pick<Entry, 'tags' | 'time'>, further: readonly string[] = []): boolean {
    if (this.#since.size === 0) return false
    const isOlder = (tag: string): boolean => {
      const since = this.#since.get(tag)
      return since !== undefined && time <= since
    }
    return tags.some(isOlder) || further.some(isOlder)
  }

  /** Takes them all, those of one kind together. */
  take(): Invalidation[] {
    const byExpire = new Map<number | undefined, string[]>()
    for (const [tag, expire] of this.#pending) {
      const tags = byExpire.get(expire)
      if (tags) tags.push(tag)
      else byExpire.set(expire, [tag])
    }
    this.#pending.clear()
    return [...byExpire].map(([expire, tags]) => ({ tags, expire }))
  }
}

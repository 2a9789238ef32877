/**
 * What a request has invalidated so far. The tags are told when the handler is done, so that it may
 * invalidate first and write afterwards; the request itself reads nothing older meanwhile.
 */
import type { Entry } from '../entry/entry.js'

export class PendingInvalidations {
  /** By tag: seconds for which the old value may still be served; `undefined` for none. */
  readonly #pending = new Map<string, number | undefined>()

  get isEmpty(): boolean {
    return this.#pending.size === 0
  }

  /** @param expire - see `TagStore.invalidate()`. The harder of two wins. */
  add(tag: string, expire: number | undefined): void {
    const known = this.#pending.get(tag)
    if (!this.#pending.has(tag)) this.#pending.set(tag, expire || undefined)
    else if (known !== undefined)
      this.#pending.set(tag, expire ? Math.min(known, expire) : undefined)
  }

  /** Whether an entry that this request finds is older than what it has done. */
  concerns(entry: Pick<Entry, 'tags'>, further: readonly string[] = []): boolean {
    if (this.#pending.size === 0) return false
    const has = (tag: string): boolean => this.#pending.has(tag)
    return entry.tags.some(has) || further.some(has)
  }

  /** Takes them all, those of one kind together. */
  take(): { readonly tags: readonly string[]; readonly expire: number | undefined }[] {
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

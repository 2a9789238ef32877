/** A function of `unstable_cache` while it runs, and what its value brings along. */
import { type CachedMeta, CachedRun } from '../cached-run.js'
import type { Origin } from '../generation.js'

const NEVER = Number.POSITIVE_INFINITY

export class UnstableRun extends CachedRun {
  readonly #own: readonly string[]
  #revalidate: number
  #expire = NEVER

  /** @param own - what `unstable_cache` was given. */
  constructor(meta: CachedMeta, own: Pick<Origin, 'tags'> & { readonly revalidate: number }) {
    super(meta)
    this.#own = own.tags
    this.#revalidate = own.revalidate
  }

  /** There is no word of the function that could overrule what it uses. */
  override absorb(origin: Origin): void {
    super.absorb(origin)
    this.#revalidate = Math.min(this.#revalidate, origin.life.revalidate)
    this.#expire = Math.min(this.#expire, origin.life.expire)
  }

  override get origin(): Origin & { readonly life: { readonly stale: number } } {
    const { tags, life } = super.origin
    return {
      tags: [...new Set([...this.#own, ...tags])],
      life: { stale: life.stale ?? 0, revalidate: this.#revalidate, expire: this.#expire },
    }
  }
}

/**
 * Which epoch it was at a moment: Next.js tells when a value was begun, and not what had been
 * invalidated by then. Seen whenever somebody reads or writes; in doubt it was an earlier one.
 */
import type { Stamp } from '../entry/entry.js'

/** Moments that are remembered; what was begun before them is not stored. */
const MAX_MOMENTS = 1000

type Seen = Stamp & { /** By the clock of this process. Milliseconds. */ readonly at: number }

export class Epochs {
  readonly #seen: Seen[] = []

  /** @param at - milliseconds, by the clock of this process. */
  see(stamp: Stamp, at: number): void {
    const last = this.#seen.at(-1)
    if (last && last.epoch === stamp.epoch && last.manifest === stamp.manifest) return
    this.#seen.push({ ...stamp, at })
    if (this.#seen.length > MAX_MOMENTS) this.#seen.shift()
  }

  /** @returns the stamp of a value that was begun then; `undefined` where nobody knows. */
  at(begun: number, now: Stamp & { readonly at: number }): Stamp | undefined {
    const then = this.#seen.findLast(({ at }) => at <= begun)
    if (then === undefined) return undefined
    const { manifest, epoch } = then
    return { manifest, epoch, time: now.time - (now.at - begun) }
  }
}

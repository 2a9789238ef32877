/**
 * The clock by which several processes tell the age of entries: this process's own, moved by what
 * it differs from the authority's.
 */

/** What a round trip blurs. Milliseconds. */
const UNCERTAIN_MS = 5

export class TierClock {
  readonly #local: () => number
  #offset = 0

  /** @param local - milliseconds, never set back. */
  constructor(local: () => number) {
    this.#local = local
  }

  local(): number {
    return this.#local()
  }

  now = (): number => this.at(this.#local())

  /** A moment of the local clock, by this one. */
  at(local: number): number {
    return local + this.#offset
  }

  /** @param sent - by the local clock; the reply has just come. */
  compare(authority: number, sent: number): void {
    const offset = authority - (sent + this.#local()) / 2
    this.#offset = Math.abs(offset) < UNCERTAIN_MS ? 0 : offset
  }
}

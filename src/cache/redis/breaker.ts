/** Leaves a server alone that has failed several times, and then tries one request. */
export interface BreakerOptions {
  /** Failures in a row. */
  readonly failures: number
  /** For how long nothing is tried. Milliseconds. */
  readonly openMs: number
  readonly now: () => number
}

export class Breaker {
  readonly #options: BreakerOptions
  #failed = 0
  #until = 0
  #isProbing = false

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.#failed < this.#options.failures) return 'closed'
    return this.#options.now() < this.#until ? 'open' : 'half-open'
  }

  /** Whether a request may be tried now: any while it is closed, one at a time half open. */
  get allows(): boolean {
    const { state } = this
    return state === 'closed' || (state === 'half-open' && !this.#isProbing)
  }

  /** @throws what the request fails with. */
  async run<T>(request: () => Promise<T>): Promise<T> {
    const isProbe = this.state === 'half-open'
    if (isProbe) this.#isProbing = true
    try {
      const result = await request()
      this.#failed = 0
      return result
    } catch (error) {
      this.#failed++
      this.#until = this.#options.now() + this.#options.openMs
      throw error
    } finally {
      if (isProbe) this.#isProbing = false
    }
  }
}

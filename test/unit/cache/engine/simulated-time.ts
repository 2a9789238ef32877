/** Time that passes when it is told to: what waits for it is called in order, at its moment. */
import type { Timers } from '../../../../src/cache/engine/clock'

interface Waiting {
  readonly at: number
  readonly callback: () => void
}

export class SimulatedTime implements Timers {
  #now = 1_000_000
  #waiting: Waiting[] = []
  readonly random: () => number

  constructor(random: () => number = () => 0.5) {
    this.random = random
  }

  now = (): number => this.#now

  sleep(ms: number): Promise<void> {
    return new Promise(resolve => this.after(ms, resolve))
  }

  after(ms: number, callback: () => void): () => void {
    const waiting = { at: this.#now + ms, callback }
    this.#waiting.push(waiting)
    return () => {
      this.#waiting = this.#waiting.filter(other => other !== waiting)
    }
  }

  /** Everything that can happen without time passing. */
  async settle(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.settle()
    for (;;) {
      const next = this.#earliest()
      if (next === undefined || next.at > end) break
      this.#now = Math.max(this.#now, next.at)
      this.#waiting = this.#waiting.filter(other => other !== next)
      next.callback()
      await this.settle()
    }
    this.#now = end
  }

  #earliest(): Waiting | undefined {
    let first: Waiting | undefined
    for (const waiting of this.#waiting) if (!first || waiting.at < first.at) first = waiting
    return first
  }
}

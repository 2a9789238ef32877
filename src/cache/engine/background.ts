/** Renewals that nobody waits for: one for each key, some at a time, the rest in a bounded queue. */

export interface BackgroundLimits {
  readonly maxBackground: number
  readonly maxQueued: number
}

export class Background {
  readonly #limits: BackgroundLimits
  readonly #running = new Map<string, Promise<void>>()
  readonly #queue = new Map<string, () => Promise<void>>()
  readonly #onFull: () => void

  /** @param onFull - told of work that was dropped; the next reader tries again. */
  constructor(limits: BackgroundLimits, onFull: () => void) {
    this.#limits = limits
    this.#onFull = onFull
  }

  /** @param work - reports its failures itself. */
  start(key: string, work: () => Promise<void>): void {
    if (this.#running.has(key) || this.#queue.has(key)) return
    if (this.#running.size < this.#limits.maxBackground) this.#run(key, work)
    else if (this.#queue.size < this.#limits.maxQueued) this.#queue.set(key, work)
    else this.#onFull()
  }

  /** Resolves when nothing runs and nothing waits. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }

  /** Drops what waits; what runs ends by its signal. */
  clear(): void {
    this.#queue.clear()
  }

  #run(key: string, work: () => Promise<void>): void {
    const ended = (): void => {
      this.#running.delete(key)
      const [next] = this.#queue
      if (next === undefined) return
      this.#queue.delete(next[0])
      this.#run(...next)
    }
    this.#running.set(key, work().then(ended, ended))
  }
}

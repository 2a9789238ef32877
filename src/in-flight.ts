/** Requests being answered and work promised for later, so that a shutdown can wait for both. */
import type { Lifecycle } from './http/lifecycle.js'

export class InFlight {
  #requests = new Set<Lifecycle>()
  #work = new Set<Promise<unknown>>()
  #onIdle: (() => void) | undefined
  closing = false

  add(lifecycle: Lifecycle): void {
    this.#requests.add(lifecycle)
    lifecycle.onEnd(() => {
      this.#requests.delete(lifecycle)
      if (this.#requests.size === 0) this.#onIdle?.()
    })
  }

  /** Work after the response. Its failures must have been reported by whoever gives it. */
  waitUntil = (work: Promise<unknown>): void => {
    const tracked = work.finally(() => this.#work.delete(tracked))
    this.#work.add(tracked)
  }

  /** Waits for requests, aborts those left after the grace, then waits for their work. */
  async close(graceMs: number): Promise<void> {
    this.closing = true
    await this.#idleWithin(graceMs)
    const reason = new DOMException('The server is shutting down', 'AbortError')
    for (const lifecycle of [...this.#requests]) lifecycle.abort(reason)
    while (this.#work.size > 0) await Promise.allSettled(this.#work)
  }

  #idleWithin(ms: number): Promise<void> {
    if (this.#requests.size === 0) return Promise.resolve()
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms)
      this.#onIdle = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

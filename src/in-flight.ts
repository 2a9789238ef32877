/** Requests being answered and work promised for later, so that a shutdown can wait for both. */
import type { Lifecycle } from './http/lifecycle.js'
import { LONGEST_TIMER_MS } from './longest-timer.js'
import { DOMException } from './natives.js'

/** What an aborted request may take to end; a handler that ignores its signal never does. */
const ABORT_MS = 1000

export class InFlight {
  /** Each knows its place: a `Set` is hashed anew again and again while requests come and go. */
  #requests: Lifecycle[] = []
  #work = new Set<Promise<unknown>>()
  #onIdle = new Set<() => void>()
  closing = false

  add(lifecycle: Lifecycle): void {
    if (lifecycle.place !== -1) return
    lifecycle.place = this.#requests.push(lifecycle) - 1
    lifecycle.onEnd(this.#ended)
  }

  /** Also for a request that its handler declined: the host's answer is not ours to wait for. */
  remove(lifecycle: Lifecycle): void {
    const { place } = lifecycle
    if (place === -1) return
    lifecycle.place = -1
    const last = this.#requests.pop()!
    if (last !== lifecycle) {
      this.#requests[place] = last
      last.place = place
    }
    if (this.#onIdle.size > 0 && this.#requests.length === 0)
      for (const callback of this.#onIdle) callback()
  }

  #ended = (lifecycle: Lifecycle): void => this.remove(lifecycle)

  /** Work after the response. Its failures must have been reported by whoever gives it. */
  waitUntil(work: Promise<unknown>): void {
    const tracked = work.finally(() => this.#work.delete(tracked))
    this.#work.add(tracked)
  }

  /** Waits for requests, aborts those left after the grace, then waits for their work. */
  async close(graceMs: number): Promise<void> {
    this.closing = true
    await this.#idleWithin(graceMs)
    const reason = new DOMException('The server is shutting down', 'AbortError')
    for (const lifecycle of [...this.#requests]) lifecycle.abort(reason)
    // Their work is promised when they end, which an abort only brings about.
    await this.#idleWithin(ABORT_MS)
    while (this.#work.size > 0) await Promise.allSettled(this.#work)
  }

  #idleWithin(ms: number): Promise<void> {
    if (this.#requests.length === 0) return Promise.resolve()
    return new Promise(resolve => {
      const done = (): void => {
        clearTimeout(timer)
        this.#onIdle.delete(done)
        resolve()
      }
      const timer = setTimeout(done, Math.min(ms, LONGEST_TIMER_MS))
      this.#onIdle.add(done)
    })
  }
}

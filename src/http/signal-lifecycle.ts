/** The life of an exchange that hangs on no connection: a signal aborts it, its owner ends it. */
import { setImmediate } from '../immediate.js'
import type { Lifecycle, OnEnd } from './lifecycle.js'

export abstract class SignalLifecycle implements Lifecycle {
  abstract readonly signal: AbortSignal
  readonly gone = false
  ended = false
  place = -1
  readonly #onEnd: OnEnd[] = []

  abstract abort(reason: unknown): void

  onAbort(callback: (reason: unknown) => void): void {
    const { signal } = this
    if (signal.aborted) callback(signal.reason)
    else signal.addEventListener('abort', () => callback(signal.reason), { once: true })
  }

  onEnd(callback: OnEnd): void {
    if (this.ended) setImmediate(callback, this)
    else this.#onEnd.push(callback)
  }

  /** The last byte is there, or the answer is somebody's own. `after()` work begins. */
  end(): void {
    if (this.ended) return
    this.ended = true
    for (const callback of this.#onEnd) callback(this)
  }
}

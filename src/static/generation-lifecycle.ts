/**
 * When the making of an answer is over. Nobody's connection ends it: the client who caused it may
 * leave, and others still wait.
 */
import type { Lifecycle, OnEnd } from '../http/lifecycle.js'
import { AbortController } from '../natives.js'

export class GenerationLifecycle implements Lifecycle {
  readonly gone = false
  ended = false
  readonly #controller = new AbortController()
  readonly #limit: AbortSignal
  readonly #onEnd: OnEnd[] = []

  /** @param limit - aborts when the making has taken too long, or the cache is closed. */
  constructor(limit: AbortSignal) {
    this.#limit = limit
    if (limit.aborted) this.#expire()
    else limit.addEventListener('abort', this.#expire, { once: true })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  abort(reason: unknown): void {
    if (!this.ended) this.#controller.abort(reason)
  }

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
    this.#limit.removeEventListener('abort', this.#expire)
    for (const callback of this.#onEnd) callback(this)
  }

  /** What is made is for one client, who may leave. */
  leaveWith(client: Lifecycle): void {
    client.onAbort(reason => this.abort(reason))
  }

  /** The answer goes to one client, and is over when he has it. */
  follow(client: Lifecycle): void {
    this.leaveWith(client)
    client.onEnd(() => this.end())
  }

  #expire = (): void => this.abort(this.#limit.reason)
}

/**
 * When the making of an answer is over. Nobody's connection ends it: the client who caused it may
 * leave, and others still wait.
 */
import type { Lifecycle } from '../http/lifecycle.js'
import { SignalLifecycle } from '../http/signal-lifecycle.js'
import { AbortController } from '../natives.js'

export class GenerationLifecycle extends SignalLifecycle {
  readonly #controller = new AbortController()
  readonly #limit: AbortSignal

  /** @param limit - aborts when the making has taken too long, or the cache is closed. */
  constructor(limit: AbortSignal) {
    super()
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

  override end(): void {
    this.#limit.removeEventListener('abort', this.#expire)
    super.end()
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

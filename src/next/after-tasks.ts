/**
 * The work that `after()` queued for one request. Callbacks start in the order they were given,
 * once the response is closed, and run side by side; promises are only watched.
 */
import { AsyncResource } from 'node:async_hooks'
import type { RequestScope } from './scope.js'

const CALLBACK_FAILED = 'An error occurred in a function passed to `after()`:'
const PROMISE_FAILED = 'A promise passed to `after()` rejected:'

export class AfterTasks {
  readonly #scope: RequestScope
  readonly #queue: Array<() => unknown> = []
  readonly #running = new Set<Promise<void>>()
  #open = false
  #starting = false

  constructor(scope: RequestScope) {
    this.#scope = scope
  }

  /** Keeps the request's work alive until the promise settles, and reports its failure. */
  watch(promise: PromiseLike<unknown>): void {
    this.#track(Promise.resolve(promise), PROMISE_FAILED)
  }

  /** Queues a callback, bound to the async context of its caller. */
  add(callback: () => unknown): void {
    this.#queue.push(AsyncResource.bind(callback, 'after'))
    if (this.#open) this.#start()
  }

  /** Starts what is queued; resolves when everything has settled, work added meanwhile too. */
  async run(): Promise<void> {
    this.#open = true
    this.#start()
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  /** Nested work queues behind what is already there, even when it is added while we start. */
  #start(): void {
    if (this.#starting) return
    this.#starting = true
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const callback = next
      this.#track((async () => callback())(), CALLBACK_FAILED)
    }
    this.#starting = false
  }

  #track(work: Promise<unknown>, message: string): void {
    const done = work.then(
      () => {},
      (error: unknown) => this.#report(error, message),
    )
    const tracked = done.finally(() => this.#running.delete(tracked))
    this.#running.add(tracked)
  }

  /** A reporter that throws must not end the process. */
  #report(error: unknown, message: string): void {
    try {
      this.#scope.init.onAfterError(error, message)
    } catch (cause) {
      process.emitWarning(cause instanceof Error ? cause : new TypeError(String(cause)))
    }
  }
}

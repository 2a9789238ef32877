/**
 * The runs that are under way, each with a signal of its own: listeners that a run leaves behind
 * would gather at one that outlives them all.
 */
import { AbortController } from '../../natives.js'

export class Runs {
  readonly #running = new Set<AbortController>()
  #closed: { readonly reason: unknown } | undefined

  begin(): AbortController {
    const controller = new AbortController()
    if (this.#closed) controller.abort(this.#closed.reason)
    else this.#running.add(controller)
    return controller
  }

  end(controller: AbortController): void {
    this.#running.delete(controller)
  }

  /** Ends them all, and those that begin later. */
  close(reason: unknown): void {
    this.#closed = { reason }
    for (const controller of this.#running) controller.abort(reason)
    this.#running.clear()
  }
}

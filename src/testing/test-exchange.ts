/** One request of a test: beside its answer it knows when everything that came of it is done. */
import { FetchExchange } from '../fetch-exchange.js'

export class TestExchange extends FetchExchange {
  /** Settles when the answer has ended and `after()` work is done. Never rejects. */
  readonly finished: Promise<unknown>
  readonly #context: object

  /** @param context - members of the handler's second argument beside `params`. */
  constructor(request: Request, context: object) {
    const work: Promise<unknown>[] = []
    super(request, undefined, promise => work.push(promise))
    this.#context = context
    const ended = new Promise<void>(resolve => this.lifecycle.onEnd(() => resolve()))
    this.finished = ended.then(() => Promise.allSettled(work))
  }

  override context(): object {
    return this.#context
  }
}

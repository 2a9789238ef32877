/** Errors of `after()` work: a host only hears of them, a test is to fail. */

/** What Next.js says of them, for those that come beside another failure. */
const BESIDE = 'An error occurred in a function passed to `after()`:'

export class LateErrors {
  readonly #byRequest = new WeakMap<Request, unknown[]>()

  /** For the option `onError`, which is told of everything, late or not. */
  readonly record = (error: unknown, request: Request | undefined): undefined => {
    if (request === undefined) return
    const errors = this.#byRequest.get(request) ?? []
    this.#byRequest.set(request, errors)
    errors.push(error)
  }

  /** @throws the error that was recorded; of several, an `AggregateError`. */
  raise(request: Request | undefined): void {
    const errors = this.#take(request)
    if (errors.length === 1) throw errors[0]
    if (errors.length > 1)
      throw new AggregateError(errors, `${errors.length} \`after()\` tasks failed`)
  }

  /** The test fails already, of `first`: what else was recorded is only shown. */
  show(request: Request | undefined, first: unknown): void {
    for (const error of this.#take(request)) if (error !== first) console.error(BESIDE, error)
  }

  #take(request: Request | undefined): unknown[] {
    const errors = request && this.#byRequest.get(request)
    return errors?.splice(0) ?? []
  }
}

/**
 * Runs one exchange to its end: who is asked, who is told, and in which order errors travel. What
 * is there at once is answered at once, in the same tick; a handler's promise is waited for once.
 */
import type { Exchange, Outlet, Responder, Result, Running, Step } from './exchange.js'
import type { Lifecycle } from './http/lifecycle.js'
import { toError } from './thrown.js'
import { isTraced, traced, traceEnd, traceOutcome } from './tracing.js'

/** What an exchange comes to for its host; `undefined` where there is nothing left to do. */
type Ending<T> = Promise<T | undefined> | T | undefined

/** Runs one exchange to its end. An error reaches `onError` first, then the host, each once. */
export function deliver<M, T>(
  routes: Responder<M>,
  match: M,
  exchange: Exchange,
  outlet: Outlet<T>,
): Ending<T> {
  const delivery = new Delivery(routes, exchange, outlet)
  if (!isTraced()) return delivery.run(match)
  // Those who trace are told of an outcome behind the `end` of the call, whatever the handler gave.
  const route = routes.patternOf(match)
  const name = routes.spanNameOf(match)
  return traced(exchange, route, name, () => delivery.runLater(match))
}

class Delivery<M, T> {
  readonly #routes: Responder<M>
  readonly #exchange: Exchange
  readonly #outlet: Outlet<T>

  constructor(routes: Responder<M>, exchange: Exchange, outlet: Outlet<T>) {
    this.#routes = routes
    this.#exchange = exchange
    this.#outlet = outlet
  }

  run(match: M): Ending<T> {
    let step: Step | Promise<Step>
    try {
      step = this.#routes.respond(match, this.#exchange)
    } catch (error) {
      return this.#fail(error)
    }
    return step instanceof Promise ? this.#await(step) : this.#proceed(step)
  }

  async runLater(match: M): Promise<T | undefined> {
    const respond = async (): Promise<Step> => this.#routes.respond(match, this.#exchange)
    return this.#await(respond())
  }

  /** The module is still being loaded. */
  #await(step: Promise<Step>): Promise<T | undefined> {
    return step.then(
      step => this.#proceed(step),
      error => this.#fail(error),
    )
  }

  #proceed(step: Step): Ending<T> {
    if (step.kind !== 'running') return this.#conclude(step)
    return step.outcome.then(
      value => this.#read(step, true, value),
      error => this.#read(step, false, error),
    )
  }

  #read(run: Running, returned: boolean, outcome: unknown): Ending<T> {
    let result: Result | Promise<Result>
    try {
      result = returned ? run.returned(outcome) : run.threw(outcome)
    } catch (error) {
      return this.#fail(error)
    }
    return result instanceof Promise ? this.#await(result) : this.#conclude(result)
  }

  #conclude(result: Result): Ending<T> {
    if (result.kind === 'pass') return this.#pass(result.allow)
    if (this.#exchange.trace) traceOutcome(this.#exchange, result.response.status)
    try {
      const sent = this.#outlet.send(this.#exchange.ahead?.over(result) ?? result)
      return sent instanceof Promise ? sent.catch(error => this.#fail(error)) : sent
    } catch (error) {
      return this.#fail(error)
    }
  }

  #pass(allow: string | undefined): Ending<T> {
    const exchange = this.#exchange
    traceOutcome(exchange)
    traceEnd(exchange)
    this.#routes.leave(exchange.incoming)
    exchange.handBack?.()
    // Nothing is caught here: what the rest of the host's chain throws is not ours.
    return this.#outlet.pass(allow)
  }

  async #fail(thrown: unknown): Promise<T | undefined> {
    const error = toError(thrown)
    const exchange = this.#exchange
    const { lifecycle } = exchange
    if (isOwnAbort(error, lifecycle)) return undefined
    this.#routes.leave(exchange.incoming)
    // Nobody is there to be answered, so the host has nothing to do.
    if (lifecycle.gone) return void this.#routes.report(error, exchange)
    const answer = await this.#routes.consult(error, exchange)
    traceOutcome(exchange, answer?.response.status)
    if (answer !== undefined) {
      try {
        return await this.#outlet.send(exchange.ahead?.over(answer) ?? answer)
      } catch (second) {
        this.#routes.report(toError(second), exchange)
      }
    }
    return lifecycle.gone ? undefined : this.#outlet.fail(error)
  }
}

/** What a handler that waits for a client which has left is told; no fault of anybody. */
function isOwnAbort(error: unknown, { gone, signal }: Lifecycle): boolean {
  if (!gone) return false
  if (error === signal.reason) return true
  const { name, code } = Object(error) as { name?: unknown; code?: unknown }
  return name === 'AbortError' || code === 'RH_BODY_ABORTED'
}

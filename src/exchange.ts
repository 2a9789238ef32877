/**
 * One request between a host and the routes: what an adapter hands in, what it gets back, and
 * the order in which errors travel. The same for every host.
 */
import type { RequestParts } from './fetch/request-parts.js'
import type { Answer } from './handler/run.js'
import type { Lifecycle } from './http/lifecycle.js'
import { toError } from './thrown.js'
import { isTraced, traced, traceEnd, traceOutcome } from './tracing.js'

export interface Exchange {
  readonly method: string
  /** What the host calls the request. */
  readonly incoming: object
  readonly lifecycle: Lifecycle
  /** The public path and query as sent, for redirects to the other trailing-slash form. */
  readonly location: { readonly path: string; readonly search: string }
  /** What `host()` gives. */
  readonly host: unknown
  /** Tells the runtime about work after the answer, where it would otherwise stop. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined
  /** The request that was built, for `onError`. */
  request: Request | undefined
  /**
   * Builds the request; called only for a route that will run.
   *
   * @throws RouteHandlersError a refusal (4xx), before any handler ran.
   */
  convert(bodyLimit: number, route: string): Converted
  /** The answer is to be the last one on its connection. Gives the headers that say so. */
  endConnection?(): Record<string, string>
  /** The host has the request to itself again, and answers it. */
  handBack?(): void
  /** Members of the handler's second argument beside `params`. */
  context(): object
}

export interface Converted {
  readonly parts: RequestParts
  /** Set once the body turned out larger than allowed. */
  overLimit(): Error | undefined
  /** Whether bytes were taken that the host could not read again. */
  wasRead(): boolean
}

export type Result =
  | ({ readonly kind: 'answer' } & Answer)
  /** The host goes on; `allow` joins its answer to OPTIONS. */
  | { readonly kind: 'pass'; readonly allow?: string }

/** How a host takes each ending. */
export interface Outlet<T> {
  send(answer: Answer): Promise<T> | T
  pass(allow: string | undefined): Promise<T> | T
  fail(error: unknown): Promise<T> | T
}

/** The part of the routes that this needs. */
export interface Responder<M> {
  /** `undefined` where no route was reached. */
  patternOf(match: M): string | undefined
  respond(match: M, exchange: Exchange): Promise<Result>
  consult(error: unknown, exchange: Exchange): Promise<Answer | undefined>
  report(error: unknown, exchange: Exchange): void
  leave(incoming: object): void
}

/** Runs one exchange to its end. An error reaches `onError` first, then the host, each once. */
export function deliver<M, T>(
  routes: Responder<M>,
  match: M,
  exchange: Exchange,
  outlet: Outlet<T>,
): Promise<T | undefined> {
  if (!isTraced()) return settle(routes, match, exchange, outlet)
  const route = routes.patternOf(match)
  return traced(exchange, route, () => settle(routes, match, exchange, outlet))
}

async function settle<M, T>(
  routes: Responder<M>,
  match: M,
  exchange: Exchange,
  outlet: Outlet<T>,
): Promise<T | undefined> {
  let result: Result
  try {
    result = await routes.respond(match, exchange)
    if (result.kind === 'answer') {
      traceOutcome(exchange, result.response.status)
      return await outlet.send(result)
    }
  } catch (error) {
    return fail(routes, error, exchange, outlet)
  }
  traceOutcome(exchange)
  traceEnd(exchange)
  routes.leave(exchange.incoming)
  exchange.handBack?.()
  // Outside the try: what the rest of the host's chain throws is not ours.
  return outlet.pass(result.allow)
}

async function fail<M, T>(
  routes: Responder<M>,
  thrown: unknown,
  exchange: Exchange,
  outlet: Outlet<T>,
): Promise<T | undefined> {
  const error = toError(thrown)
  const { lifecycle } = exchange
  if (isOwnAbort(error, lifecycle)) return undefined
  routes.leave(exchange.incoming)
  // Nobody is there to be answered, so the host has nothing to do.
  if (lifecycle.gone) return void routes.report(error, exchange)
  const answer = await routes.consult(error, exchange)
  traceOutcome(exchange, answer?.response.status)
  if (answer !== undefined) {
    try {
      return await outlet.send(answer)
    } catch (second) {
      routes.report(toError(second), exchange)
    }
  }
  return lifecycle.gone ? undefined : outlet.fail(error)
}

/** What a handler that waits for a client which has left is told; no fault of anybody. */
function isOwnAbort(error: unknown, { gone, signal }: Lifecycle): boolean {
  if (!gone) return false
  if (error === signal.reason) return true
  const { name, code } = Object(error) as { name?: unknown; code?: unknown }
  return name === 'AbortError' || code === 'RH_BODY_ABORTED'
}

/**
 * One request between a host and the routes: what an adapter hands in, and what it gets back. The
 * same for every host.
 */
import type { RequestParts } from './fetch/request-parts.js'
import type { Answer } from './handler/run.js'
import type { Lifecycle } from './http/lifecycle.js'
import type { Ahead, AheadHead } from './http/response/ahead.js'
import type { NextRequest } from './next/request.js'
import type { RequestTrace } from './tracing.js'

export interface Exchange {
  readonly method: string
  /** What the host calls the request. */
  readonly incoming: object
  readonly lifecycle: Lifecycle
  /** The public path and query as sent, for redirects to the other trailing-slash form. */
  readonly location: { readonly path: string; readonly search: string }
  /** What the host's mounts have taken from the path, raw; in one case where that is all the same. */
  readonly mountPath: string
  /** What `host()` gives. */
  readonly host: unknown
  /** Tells the runtime about work after the answer, where it would otherwise stop. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined
  /** What the handler was given. Nobody else's to see: {@link Exchange.request} is. */
  given: NextRequest | undefined
  /** The request that was built, for `onError` and those who trace. */
  readonly request: Request | undefined
  /** Set while somebody traces; see `tracing.ts`. */
  trace: RequestTrace | undefined
  /**
   * Builds the request; called only for a route that will run.
   *
   * @param method - as the handler sees it.
   * @throws RouteHandlersError a refusal (4xx), before any handler ran.
   */
  convert(method: string, bodyLimit: number, route: string): Converted
  /** A field of the request, by its lower-case name; without making a request. */
  header(name: string): string | undefined
  /** The host's exchange, where this one is what a proxy has made of it. */
  readonly outer?: Exchange
  /** Response headers that were set for whoever answers. */
  readonly ahead?: Ahead | undefined
  putAhead?(head: AheadHead): void
  /** Replaces fields of the request for whoever is asked next; `undefined` removes one. */
  changeHeaders?(changes: ReadonlyMap<string, string | undefined>): void
  /** Replaces the target, as the host's mounts have left it, for the host. */
  changeUrl?(url: string): void
  /** The answer is to be the last one on its connection. Gives the headers that say so. */
  endConnection?(): Record<string, string>
  /** The host has the request to itself again, and answers it. */
  handBack?(): void
  /** Members of the handler's second argument beside `params`, if there are any. */
  context(): object | undefined
}

/** The parts of the request that was built, and what became of its body. */
export interface Converted extends RequestParts {
  /** Set once the body turned out larger than allowed. */
  overLimit(): Error | undefined
  /** Whether bytes were taken that the host could not read again. */
  wasRead(): boolean
}

export type Result =
  | ({ readonly kind: 'answer' } & Answer)
  /** The host goes on; `allow` joins its answer to OPTIONS. */
  | { readonly kind: 'pass'; readonly allow?: string }

/** A handler at work: what it gives or fails with is made a result by the run itself. */
export interface Running {
  readonly kind: 'running'
  readonly outcome: Promise<unknown>
  /** @throws the error that the host is to see. */
  returned(value: unknown): Result | Promise<Result>
  /** @throws the error that the host is to see. */
  threw(error: unknown): Result | Promise<Result>
}

export type Step = Result | Running

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
  /** The same, as Next.js of the mount's version names it to OpenTelemetry. */
  spanNameOf(match: M): string | undefined
  respond(match: M, exchange: Exchange): Step | Promise<Step>
  consult(error: unknown, exchange: Exchange): Promise<Answer | undefined>
  report(error: unknown, exchange: Exchange): void
  leave(incoming: object): void
}

/**
 * The spans of a request, with the names and attributes of Next.js ("OpenTelemetry", and its
 * `tracer.js`): which of them are made, and why not all, is docs/decisions/103.
 */
import type { Exchange } from '../exchange.js'
import type { Handler } from '../handler/route-module.js'
import { interpretThrown } from '../next/control-flow.js'
import { tracesFetch } from '../options.js'
import { state } from '../state.js'
import { isThenable } from '../thenable.js'
import { describeCall } from './fetch-call.js'
import type { OpenTelemetryApi, Span } from './open-telemetry.js'
import { headersOf } from './request-error.js'
import { RequestSpan, recordError } from './request-span.js'

/** `SpanKind` of the API. */
const INTERNAL = 0
const SERVER = 1
const CLIENT = 2

interface Named {
  readonly name: string
  readonly type: string
  readonly kind?: number
  readonly attributes?: Readonly<Record<string, unknown>>
}

export class Spans {
  readonly #api: OpenTelemetryApi

  constructor(api: OpenTelemetryApi) {
    this.#api = api
    state.fetchSpan ??= this.fetch
  }

  /**
   * Runs a request in its root span. A span of the host's own instrumentation is its parent, or
   * else what the client says in `traceparent`.
   *
   * @param route - as spans name it; `undefined` where no route was reached.
   */
  request<T>(exchange: Exchange, route: string | undefined, run: (span: RequestSpan) => T): T {
    const { context, trace, propagation } = this.#api
    const active = context.active()
    const host = trace.getSpan(active)
    const parent = host ? active : propagation.extract(active, headersOf(exchange.incoming))
    const { path, search } = exchange.location
    const name = route === undefined ? exchange.method : `${exchange.method} ${route}`
    const span = this.#start(
      {
        ...{ name, type: 'BaseServer.handleRequest', kind: SERVER },
        attributes: {
          'http.method': exchange.method,
          'http.target': path + search,
          ...(route !== undefined && { 'next.route': route, 'http.route': route }),
        },
      },
      parent,
    )
    // What watches the host reads the span on the outside, which knows no routes of ours.
    if (route !== undefined) host?.setAttribute('http.route', route)
    const own = trace.setSpan(parent, span)
    const startResponse = (): void => {
      const type = 'NextNodeServer.startResponse'
      this.#start({ name: 'start response', type }, own).end()
    }
    return context.with(own, () => run(new RequestSpan(span, exchange, startResponse)))
  }

  /** The same handler, inside a span of its own. */
  handler(handler: Handler, route: string, compat: 14 | 15 | 16): Handler {
    const named: Named = {
      name: `executing api route (app) ${route}`,
      type: 'AppRouteRouteHandlers.runHandler',
      attributes: { 'next.route': route },
    }
    const isError = (thrown: unknown): boolean => !isControlFlow(thrown, compat)
    return (request, given) => this.#within(named, () => handler(request, given), isError)
  }

  /** A call of `fetch` that belongs to a trace. */
  fetch = (args: ArrayLike<unknown>, call: () => Promise<Response>): Promise<Response> => {
    const { trace, context } = this.#api
    if (trace.getSpan(context.active()) === undefined || !tracesFetch()) return call()
    const { name, attributes } = describeCall(args)
    return this.#within({ name, type: 'AppRender.fetch', kind: CLIENT, attributes }, call)
  }

  #start({ name, type, kind = INTERNAL, attributes }: Named, parent: object): Span {
    const named = { 'next.span_name': name, 'next.span_type': type, ...attributes }
    const tracer = this.#api.trace.getTracer('route-handlers')
    return tracer.startSpan(name, { kind, attributes: named }, parent)
  }

  #within<T>(named: Named, run: () => T, isError: (thrown: unknown) => boolean = () => true): T {
    const { trace, context } = this.#api
    const active = context.active()
    const span = this.#start(named, active)
    const fail = (thrown: unknown): never => {
      if (isError(thrown)) recordError(span, thrown)
      span.end()
      throw thrown
    }
    let value: T
    try {
      value = context.with(trace.setSpan(active, span), run)
    } catch (thrown) {
      return fail(thrown)
    }
    if (!isThenable(value)) {
      span.end()
      return value
    }
    const end = <V>(given: V): V => {
      span.end()
      return given
    }
    // Whoever reads it calls `then` once: for a query builder that is what runs the query.
    return Promise.resolve(value).then(end, fail) as T
  }
}

/** `redirect()` and `notFound()` are answers. */
function isControlFlow(thrown: unknown, compat: 14 | 15 | 16): boolean {
  try {
    return interpretThrown(thrown, compat) !== undefined
  } catch {
    return false
  }
}

/**
 * Interop rule OPS-3: requests and their errors on `node:diagnostics_channel`, for those who trace
 * and measure. Without a subscriber a request costs a look at the channels.
 */
import { tracingChannel } from 'node:diagnostics_channel'
import type { Exchange } from './exchange.js'
import { openTelemetry } from './instrumentation/open-telemetry.js'
import type { RequestSpan } from './instrumentation/request-span.js'

/** The part of an exchange that is shown. */
type Shown = Pick<Exchange, 'method' | 'request' | 'host'> & Partial<Pick<Exchange, 'trace'>>

/** The message of every event of one request: the same object, so that tracers can keep spans on it. */
export class RequestTrace {
  readonly #exchange: Shown
  /** In the notation of Next.js, e.g. `/users/[id]`; `undefined` where no route was reached. */
  readonly route: string | undefined
  /** The latest error, set before `error` is published. */
  error: unknown
  /** Of our answer; `undefined` while there is none, and where the host answers. */
  status: number | undefined

  constructor(exchange: Shown, route?: string) {
    this.#exchange = exchange
    this.route = route
  }

  get method(): string {
    return this.#exchange.method
  }

  /** What the handler was given; `undefined` before it, and where none ran. */
  get request(): Request | undefined {
    return this.#exchange.request
  }

  /** What `host()` gives. */
  get host(): unknown {
    return this.#exchange.host
  }
}

const requests = tracingChannel<unknown, RequestTrace>('route-handlers:request')
const ended = new WeakSet<RequestTrace>()
/** Of requests that OpenTelemetry is told of. */
const spans = new WeakMap<RequestTrace, RequestSpan>()

/** Whether anybody listens. */
export function isTraced(): boolean {
  return requests.hasSubscribers || openTelemetry() !== undefined
}

/**
 * Runs an exchange between `start` and `end`; stores bound to `start` reach the handler.
 *
 * @param name - of the route in spans, where that differs.
 */
export function traced<T>(
  exchange: Exchange,
  route: string | undefined,
  name: string | undefined,
  run: () => T,
): T {
  const trace = new RequestTrace(exchange, route)
  exchange.trace = trace
  exchange.lifecycle.onEnd(() => traceEnd(exchange))
  const all = openTelemetry()
  if (all === undefined) return published(trace, run)
  return all.request(exchange, name, span => {
    spans.set(trace, span)
    return published(trace, run)
  })
}

function published<T>(trace: RequestTrace, run: () => T): T {
  return requests.start.runStores(trace, () => {
    try {
      return run()
    } finally {
      requests.end.publish(trace)
    }
  })
}

/** The outcome is known: `asyncStart`. */
export function traceOutcome(exchange: Exchange, status?: number): void {
  const { trace } = exchange
  if (trace === undefined) return
  trace.status = status
  spans.get(trace)?.outcome(status)
  requests.asyncStart.publish(trace)
}

/** The answer has ended, or the host has the request back: `asyncEnd`, once. */
export function traceEnd(exchange: Exchange): void {
  const { trace } = exchange
  if (trace === undefined || ended.has(trace)) return
  ended.add(trace)
  spans.get(trace)?.end()
  requests.asyncEnd.publish(trace)
}

/** Every error that `onError` is shown: `error`. Work of `after()` may fail behind `asyncEnd`. */
export function traceError(exchange: Shown, error: unknown): void {
  if (exchange.trace) spans.get(exchange.trace)?.error(error)
  if (!requests.error.hasSubscribers) return
  const trace = exchange.trace ?? new RequestTrace(exchange)
  trace.error = error
  requests.error.publish(trace)
}

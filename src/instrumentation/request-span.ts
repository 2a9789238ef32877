/** The root span of one request: what its answer, its errors and its end mean for it. */
import { RouteHandlersError } from '../errors.js'
import type { Exchange } from '../exchange.js'
import type { Span } from './open-telemetry.js'

/** `SpanStatusCode` of the API. */
const ERROR = 2

export class RequestSpan {
  readonly #span: Span
  readonly #exchange: Exchange
  readonly #startResponse: () => void
  #status: number | undefined
  #error: { readonly thrown: unknown } | undefined

  constructor(span: Span, exchange: Exchange, startResponse: () => void) {
    this.#span = span
    this.#exchange = exchange
    this.#startResponse = startResponse
  }

  error(thrown: unknown): void {
    this.#error = { thrown }
  }

  /** @param status - of our answer; `undefined` where the host answers. */
  outcome(status: number | undefined): void {
    this.#status = status
    if (status !== undefined) this.#startResponse()
  }

  end(): void {
    const span = this.#span
    const status = this.#status ?? this.#statusOfHost()
    if (status !== undefined) {
      span.setAttributes({ 'http.status_code': status, 'next.rsc': false })
      if (status >= 500) {
        span.setStatus({ code: ERROR })
        span.setAttribute('error.type', String(status))
      }
    }
    span.end()
  }

  /** Of a request that failed, the host's error handler decides. */
  #statusOfHost(): number | undefined {
    if (this.#error === undefined) return undefined
    const { res } = Object(this.#exchange.host) as { readonly res?: { statusCode?: number } }
    const { thrown } = this.#error
    return res?.statusCode ?? (thrown instanceof RouteHandlersError ? thrown.status : 500)
  }
}

/** As Next.js does: the message too, since a span is not what clients see. */
export function recordError(span: Span, thrown: unknown): void {
  const { name, message } = described(thrown)
  span.recordException({ name, message, stack: stackOf(thrown) })
  span.setAttribute('error.type', name)
  span.setStatus({ code: ERROR, message })
}

/** Also of an Error of another realm. One whose properties throw must not become another one. */
function described(thrown: unknown): { readonly name: string; readonly message: string } {
  try {
    const { name, message } = Object(thrown) as Partial<Error>
    if (typeof name === 'string' && typeof message === 'string') return { name, message }
    return { name: typeof thrown, message: typeof thrown === 'string' ? thrown : '' }
  } catch {
    return { name: 'Error', message: '[unprintable]' }
  }
}

function stackOf(thrown: unknown): string | undefined {
  try {
    const { stack } = Object(thrown) as Partial<Error>
    return typeof stack === 'string' ? stack : undefined
  } catch {
    return undefined
  }
}

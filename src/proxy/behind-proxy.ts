/** The exchange of a route behind a proxy that has read the body, or asked for another path. */
import type { Converted, Exchange } from '../exchange.js'
import type { Lifecycle } from '../http/lifecycle.js'
import type { NextRequest } from '../next/request.js'
import type { RequestTrace } from '../tracing.js'
import { SharedParts } from './shared-body.js'

export class BehindProxy implements Exchange {
  readonly method: string
  readonly incoming: object
  readonly lifecycle: Lifecycle
  readonly location: Exchange['location']
  readonly host: unknown
  readonly waitUntil: Exchange['waitUntil']
  readonly outer: Exchange
  readonly #parts: SharedParts

  /** @param location - of the route that answers. */
  constructor(exchange: Exchange, parts: SharedParts, location: Exchange['location']) {
    this.method = exchange.method
    this.incoming = exchange.incoming
    this.lifecycle = exchange.lifecycle
    this.location = location
    this.host = exchange.host
    this.waitUntil = exchange.waitUntil && (work => exchange.waitUntil!(work))
    this.outer = exchange
    this.#parts = parts
  }

  get mountPath(): string {
    return this.outer.mountPath
  }

  get given(): NextRequest | undefined {
    return this.outer.given
  }

  set given(request: NextRequest | undefined) {
    this.outer.given = request
  }

  get request(): Request | undefined {
    return this.outer.request
  }

  get trace(): RequestTrace | undefined {
    return this.outer.trace
  }

  set trace(trace: RequestTrace | undefined) {
    this.outer.trace = trace
  }

  convert(method: string, bodyLimit: number, route: string): Converted {
    if (!this.#parts.isTaken) return this.outer.convert(method, bodyLimit, route)
    return new ReadAgain(this.#parts, this.outer)
  }

  header(name: string): string | undefined {
    return this.outer.header(name)
  }

  endConnection(): Record<string, string> {
    return this.outer.endConnection?.() ?? {}
  }

  handBack(): void {
    this.outer.handBack?.()
  }

  context(): object | undefined {
    return this.outer.context()
  }
}

/** What the proxy has read, under the headers that it left. */
class ReadAgain extends SharedParts {
  readonly #changed: Converted

  constructor(parts: SharedParts, exchange: Exchange) {
    super(parts)
    this.#changed = exchange.convert(parts.method, Number.POSITIVE_INFINITY, '')
  }

  override headers(): Headers {
    return this.#changed.headers()
  }
}

/**
 * The exchange of a run whose answer is for everybody: it has the request that the key stands for,
 * or that of the client who caused it, without that client's signal.
 */
import type { Converted, Exchange } from '../exchange.js'
import type { BodySource } from '../fetch/request-parts.js'
import type { Lifecycle } from '../http/lifecycle.js'
import { Headers } from '../natives.js'
import type { NextRequest } from '../next/request.js'

/** Who caused a run, and is shown to it. */
export interface Leader {
  readonly exchange: Exchange
  readonly parts: Converted
}

export class GenerationExchange implements Exchange {
  readonly method = 'GET'
  readonly incoming = {}
  readonly mountPath = ''
  readonly lifecycle: Lifecycle
  given: NextRequest | undefined = undefined
  readonly trace = undefined
  readonly #url: string
  readonly #leader: Leader | undefined

  /** @param url - of the key. */
  constructor(url: string, lifecycle: Lifecycle, leader: Leader | undefined) {
    this.#url = url
    this.lifecycle = lifecycle
    this.#leader = leader
  }

  get location(): Exchange['location'] {
    return this.#leader?.exchange.location ?? { path: '/', search: '' }
  }

  get host(): unknown {
    return this.#leader?.exchange.host
  }

  get waitUntil(): Exchange['waitUntil'] {
    const exchange = this.#leader?.exchange
    return exchange?.waitUntil && (work => exchange.waitUntil!(work))
  }

  /** Made for nobody: an error of the run is told of with the request of whoever waits for it. */
  get request(): undefined {
    return undefined
  }

  header(): undefined {
    return undefined
  }

  convert(): Converted {
    const { lifecycle } = this
    if (this.#leader) return new LedParts(this.#leader.parts, lifecycle)
    return new KeyParts(this.#url, lifecycle)
  }

  /** Shown beside what the run is given, see `shownContext()`. */
  context(): undefined {
    return undefined
  }
}

/** What every client sends who has this key. */
class KeyParts implements Converted {
  readonly method = 'GET'
  readonly #url: string
  readonly #lifecycle: Lifecycle

  constructor(url: string, lifecycle: Lifecycle) {
    this.#url = url
    this.#lifecycle = lifecycle
  }

  url(): string {
    return this.#url
  }

  headers(): Headers {
    return new Headers()
  }

  body(): null {
    return null
  }

  signal(): AbortSignal {
    return this.#lifecycle.signal
  }

  overLimit(): undefined {
    return undefined
  }

  wasRead(): boolean {
    return false
  }
}

/** A client's request, but for its end. */
class LedParts implements Converted {
  readonly method = 'GET'
  readonly source: unknown
  readonly #parts: Converted
  readonly #lifecycle: Lifecycle

  constructor(parts: Converted, lifecycle: Lifecycle) {
    this.source = parts.source
    this.#parts = parts
    this.#lifecycle = lifecycle
  }

  url(): string {
    return this.#parts.url()
  }

  headers(): Headers {
    return this.#parts.headers()
  }

  body(): BodySource | null {
    return this.#parts.body()
  }

  signal(): AbortSignal {
    return this.#lifecycle.signal
  }

  overLimit(): Error | undefined {
    return this.#parts.overLimit()
  }

  wasRead(): boolean {
    return this.#parts.wasRead()
  }
}

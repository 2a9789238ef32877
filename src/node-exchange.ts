/** An exchange over a pair of Node messages, the same for every host that has them. */
import type { Converted, Exchange } from './exchange.js'
import type { ParsedByHost } from './http/body/body-state.js'
import { type Lifecycle, NodeLifecycle } from './http/lifecycle.js'
import type { NodeRequest, NodeResponse } from './http/messages.js'
import type { Origin } from './http/request/origin.js'
import type { Target } from './http/request/target.js'
import { convertRequest } from './http/to-request.js'
import type { Settings } from './options.js'

/** What only the host's adapter can tell about a message pair. */
export interface HostView {
  readonly target: Target
  readonly host: unknown
  origin(): Origin
  parsed(): ParsedByHost
  context(): object
}

export class NodeExchange implements Exchange {
  readonly lifecycle: Lifecycle
  request: Request | undefined
  readonly incoming: NodeRequest
  readonly #response: NodeResponse
  readonly #settings: Settings
  readonly #view: HostView

  constructor(request: NodeRequest, response: NodeResponse, settings: Settings, view: HostView) {
    this.incoming = request
    this.#response = response
    this.#settings = settings
    this.#view = view
    this.lifecycle = new NodeLifecycle(response)
  }

  get method(): string {
    return this.incoming.method ?? 'GET'
  }

  get location(): Target {
    return this.#view.target
  }

  get host(): unknown {
    return this.#view.host
  }

  convert(bodyLimit: number, route: string): Converted {
    const { origin, allowedHosts, drain } = this.#settings
    const request = this.incoming
    const { parts, state } = convertRequest(
      {
        request,
        response: this.#response,
        lifecycle: this.lifecycle,
        target: this.#view.target,
        origin: this.#view.origin(),
        parsed: this.#view.parsed(),
        source: this.#view.host,
      },
      { origin, allowedHosts, drain, bodyLimit, route },
    )
    return {
      parts,
      overLimit: () => (state.kind === 'live' ? state.body.overLimit : undefined),
      wasRead: () => state.kind === 'live' && request.readableDidRead,
    }
  }

  context(): object {
    return this.#view.context()
  }
}

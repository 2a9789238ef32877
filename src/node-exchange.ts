/** An exchange over a pair of Node messages, the same for every host that has them. */
import type { Converted, Exchange } from './exchange.js'
import { genuineRequest } from './handler/incoming.js'
import type { ParsedByHost } from './http/body/body-state.js'
import { type Drain, drainOf } from './http/body/drain.js'
import { type Lifecycle, NodeLifecycle } from './http/lifecycle.js'
import type { NodeRequest, NodeResponse } from './http/messages.js'
import type { Origin } from './http/request/origin.js'
import { parseTarget, type Target } from './http/request/target.js'
import { prefixOf } from './http/request/targets.js'
import { Ahead, type AheadHead, setAhead } from './http/response/ahead.js'
import { lastOnConnection } from './http/response/last-on-connection.js'
import { type Incoming, MessageParts } from './http/to-request.js'
import type { NextRequest } from './next/request.js'
import type { Settings } from './options.js'
import type { RequestTrace } from './tracing.js'

/** What only the host's adapter can tell about a request of it; made once for each mount. */
export interface HostView<Host> {
  origin(host: Host): Origin
  parsed(host: Host): ParsedByHost
  context(host: Host): object | undefined
  /** Whether the host's mounts take `/API` for `/api`. */
  ignoresCase?(host: Host): boolean
}

/** What every host gives: its pair of Node messages. */
export interface MessagePair {
  readonly req: NodeRequest
  readonly res: NodeResponse
}

export class NodeExchange<Host extends MessagePair> implements Exchange, Incoming {
  readonly lifecycle: Lifecycle
  given: NextRequest | undefined
  trace: RequestTrace | undefined
  ahead: Ahead | undefined
  readonly host: Host
  /** The public target: mount prefixes included. */
  readonly location: Target
  readonly #settings: Settings
  readonly #view: HostView<Host>
  readonly #drain: Drain | undefined

  constructor(host: Host, location: Target, settings: Settings, view: HostView<Host>) {
    this.given = undefined
    this.trace = undefined
    this.ahead = undefined
    this.host = host
    this.location = location
    this.#settings = settings
    this.#view = view
    this.lifecycle = new NodeLifecycle(host.res)
    this.#drain = drainOf(host.req, host.res, settings.drain)
  }

  get incoming(): NodeRequest {
    return this.host.req
  }

  get message(): NodeRequest {
    return this.host.req
  }

  get request(): Request | undefined {
    return this.given && genuineRequest(this.given)
  }

  get method(): string {
    return this.incoming.method ?? 'GET'
  }

  get target(): Target {
    return this.location
  }

  get origin(): Origin {
    return this.#view.origin(this.host)
  }

  get parsed(): ParsedByHost {
    return this.#view.parsed(this.host)
  }

  get source(): Host {
    return this.host
  }

  get mountPath(): string {
    const relative = parseTarget(this.message.url ?? '/')
    const path = relative === undefined ? '' : prefixOf(this.location.path, relative.path)
    return this.#view.ignoresCase?.(this.host) ? path.toLowerCase() : path
  }

  header(name: string): string | undefined {
    const value = this.message.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

  convert(method: string, bodyLimit: number, route: string): Converted {
    const parts = new MessageParts(this, method, this.#settings, bodyLimit)
    parts.adviseOnSignature(route)
    if (this.#drain && parts.state.kind === 'live') this.#drain.body = parts.state.body
    return parts
  }

  putAhead(head: AheadHead): void {
    this.ahead ??= new Ahead()
    this.ahead.add(head)
    setAhead(this.host.res, head)
  }

  /** On the message: what the host answers behind us is to see them too. */
  changeHeaders(changes: ReadonlyMap<string, string | undefined>): void {
    const { headers } = this.message
    for (const [name, value] of changes) {
      if (value === undefined) delete headers[name]
      else headers[name] = value
    }
  }

  changeUrl(url: string): void {
    this.message.url = url
  }

  endConnection(): Record<string, string> {
    return lastOnConnection(this.host.res)
  }

  handBack(): void {
    this.#drain?.cancel()
  }

  context(): object | undefined {
    return this.#view.context(this.host)
  }
}

/**
 * A Node message as the parts of a Web `Request`: the first half of the converter. Nothing is
 * read from the message, and nothing listened to, before a part is asked for.
 */
import type { BodySource, RequestParts } from '../fetch/request-parts.js'
import { describeBody, toBodySource } from './body/body-source.js'
import {
  type BodyState,
  bodyStateOf,
  canHaveBody,
  NO_BODY,
  type ParsedByHost,
} from './body/body-state.js'
import { adviseOnSignature } from './body/signature.js'
import type { Lifecycle } from './lifecycle.js'
import type { NodeRequest } from './messages.js'
import { toHeaders } from './request/headers.js'
import { toHeadersWithOrigin } from './request/late-origin.js'
import { type Origin, type OriginPolicy, resolveOrigin } from './request/origin.js'
import type { Target } from './request/target.js'
import { composeUrl } from './request/url.js'

/** A request, with what its host server knows about it. */
export interface Incoming {
  readonly message: NodeRequest
  readonly lifecycle: Lifecycle
  /** The public target: mount prefixes included. */
  readonly target: Target
  readonly origin: Origin
  /** Asked for where the method can have a body. */
  readonly parsed: ParsedByHost
  /** What `getNodeRequest()` and `host()` give. */
  readonly source: unknown
}

/** The parts of one message, and what becomes of its body while they are used. */
export class MessageParts implements RequestParts {
  readonly method: string
  readonly source: unknown
  readonly state: BodyState
  readonly #message: NodeRequest
  readonly #lifecycle: Lifecycle
  readonly #origin: string
  readonly #tellsOrigin: boolean
  readonly #target: Target

  /**
   * @param method - as the handler sees it.
   * @param bodyLimit - bytes; `Infinity` for none.
   * @throws RouteHandlersError `RH_BAD_HOST`, `RH_BODY_LIMIT`, `RH_UNSUPPORTED_CODING`: the request
   *   is refused before a handler runs.
   */
  constructor(incoming: Incoming, method: string, policy: OriginPolicy, bodyLimit: number) {
    const { message, target } = incoming
    this.method = method
    this.source = incoming.source
    this.#message = message
    this.#lifecycle = incoming.lifecycle
    this.#target = target
    this.#tellsOrigin = policy.tellsOrigin === true
    this.#origin = resolveOrigin(message, incoming.origin, target, policy)
    this.state = canHaveBody(method)
      ? bodyStateOf(message, method, incoming.parsed, bodyLimit)
      : NO_BODY
  }

  url(): string {
    return composeUrl(this.#origin, this.#target)
  }

  headers(): Headers {
    const { headers: sent, socket } = this.#message
    const headers = this.#tellsOrigin
      ? toHeadersWithOrigin(sent, this.#origin, socket?.remoteAddress)
      : toHeaders(sent)
    describeBody(headers, this.state)
    return headers
  }

  body(): BodySource | null {
    return toBodySource(this.state)
  }

  signal(): AbortSignal {
    return this.#lifecycle.signal
  }

  /** Set once the body turned out larger than allowed. */
  overLimit(): Error | undefined {
    return this.state.kind === 'live' ? this.state.body.overLimit : undefined
  }

  /** Whether bytes were taken that the host could not read again. */
  wasRead(): boolean {
    return this.state.kind === 'live' && this.#message.readableDidRead
  }

  /** @param route - for the warning: `/hooks/[provider]`. */
  adviseOnSignature(route: string): void {
    if (this.state.kind === 'rebuilt') adviseOnSignature(this.#message, route)
  }
}

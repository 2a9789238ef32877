/**
 * A Node message as the parts of a Web `Request`: the first half of the converter. Nothing is
 * read from the message, and nothing listened to, before a part is asked for.
 */
import { normaliseMethod } from '../fetch/method.js'
import type { RequestParts } from '../fetch/request-parts.js'
import { describeBody, toBodySource } from './body/body-source.js'
import { type BodyState, bodyStateOf, type ParsedByHost } from './body/body-state.js'
import { adviseOnSignature } from './body/signature.js'
import type { Lifecycle } from './lifecycle.js'
import type { NodeRequest } from './messages.js'
import { toHeaders } from './request/headers.js'
import { type Origin, type OriginPolicy, resolveOrigin } from './request/origin.js'
import type { Target } from './request/target.js'
import { composeUrl } from './request/url.js'

/** A request, with what its host server knows about it. */
export interface Incoming {
  readonly request: NodeRequest
  readonly lifecycle: Lifecycle
  /** The public target: mount prefixes included. */
  readonly target: Target
  readonly origin: Origin
  readonly parsed: ParsedByHost
  /** What `getNodeRequest()` and `host()` give. */
  readonly source: unknown
}

export interface ConvertOptions extends OriginPolicy {
  /** Bytes; `Infinity` for none. */
  readonly bodyLimit: number
  /** For warnings: `/hooks/[provider]`. */
  readonly route: string
}

export interface ConvertedRequest {
  readonly parts: RequestParts
  readonly state: BodyState
}

/**
 * @throws RouteHandlersError `RH_BAD_HOST`, `RH_BODY_LIMIT`, `RH_UNSUPPORTED_CODING`: the request
 *   is refused before a handler runs.
 */
export function convertRequest(incoming: Incoming, options: ConvertOptions): ConvertedRequest {
  const { request, lifecycle } = incoming
  const origin = resolveOrigin(request, incoming.origin, incoming.target, options)
  const method = normaliseMethod(request.method ?? 'GET')
  const state = bodyStateOf(request, method, incoming.parsed, options.bodyLimit)
  if (state.kind === 'rebuilt') adviseOnSignature(request, options.route)
  const parts: RequestParts = {
    method,
    url: () => composeUrl(origin, incoming.target),
    headers: () => {
      const headers = toHeaders(request.headers)
      describeBody(headers, state)
      return headers
    },
    body: () => toBodySource(state),
    signal: () => lifecycle.signal,
    source: incoming.source,
  }
  return { parts, state }
}

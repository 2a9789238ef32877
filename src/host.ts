/** The way from a handler back to the server it runs in. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { unwatched } from './cache/policy/key-request.js'
import { RouteHandlersError } from './errors.js'
import { sourceOf } from './fetch/sources.js'
import { refuseInCached } from './next/inside-cached.js'
import { currentScope } from './next/scope.js'
import { state } from './state.js'

state.scopeWanted = true

/** Plain `node:http`, `node:https` and `node:http2`. */
export interface NodeHost {
  readonly kind: 'node'
  readonly req: IncomingMessage | Http2ServerRequest
  readonly res: ServerResponse | Http2ServerResponse
  /** Address of the peer. */
  readonly ip: string | undefined
}

/**
 * The hosts of this program, by kind. Each adapter adds its own when it is imported, so `host()`
 * has the type of the adapter in use.
 */
// biome-ignore lint/suspicious/noEmptyInterface: adapters merge their host into it
export interface Hosts {}

/** The host of the adapters that this program imports; plain Node's where it imports none. */
export type Host = [keyof Hosts] extends [never] ? NodeHost : Hosts[keyof Hosts]

/**
 * The host's own objects for the current request: live, not copies. A route file that calls this
 * is not portable to Next.js.
 *
 * @throws RouteHandlersError `RH_NO_HOST` outside a request, and where no host was given
 *   (`routes.fetch`); `RH_NOT_SUPPORTED` inside `'use cache'`.
 *
 * @example
 * import { host } from 'route-handlers'
 * import 'route-handlers/express'
 *
 * export function GET() {
 *   const { req } = host()
 *   return Response.json({ user: req.session.user, ip: req.ip })
 * }
 */
export function host(): Host {
  refuseInCached('request', 'host()')
  const scope = currentScope()
  scope?.touch('host()')
  const found = scope?.host
  if (found !== undefined) return found as Host
  throw new RouteHandlersError(
    'RH_NO_HOST',
    'host() was called where there is no host request: outside a route handler, or under ' +
      'routes.fetch(). Call it from a handler that a mounted directory runs.',
  )
}

/** The host's request object: Express's `req`, Koa's `ctx.req`, Node's message. */
export type HostRequest = Host extends { readonly req: infer R } ? R : IncomingMessage

/**
 * The Node request that a handler's `request` was made from.
 *
 * @param request - what the handler was given, or its `clone()`.
 * @throws RouteHandlersError `RH_NO_HOST` for any other request.
 *
 * @example
 * export function GET(request: NextRequest) {
 *   return Response.json({ address: getNodeRequest(request).socket.remoteAddress })
 * }
 */
export function getNodeRequest(request: Request): HostRequest {
  const found = sourceOf(unwatched(request, 'getNodeRequest()')) as
    | { readonly req?: HostRequest }
    | undefined
  if (found?.req !== undefined) return found.req
  throw new RouteHandlersError(
    'RH_NO_HOST',
    'getNodeRequest() needs the request that a route handler was given by a Node host.',
  )
}

/**
 * Plain `node:http`, `node:https` and `node:http2`, Connect-style servers without Express, and
 * the converter by itself.
 */

import { membersOf, type Routes } from '../src/create-routes.js'
import { RouteHandlersError } from '../src/errors.js'
import type { NodeHost } from '../src/host.js'
import { drainOf } from '../src/http/body/drain.js'
import { parsedOnMessage } from '../src/http/body/parsed-by-host.js'
import { isHttp2, type NodeRequest, type NodeResponse } from '../src/http/messages.js'
import { compileTrust, originOf, type TrustProxyOption } from '../src/http/request/forwarded.js'
import { cut } from '../src/http/response/send.js'
import { logError } from '../src/log-error.js'
import type { RouteManifest } from '../src/manifest/route-manifest.js'
import type { HostView } from '../src/node-exchange.js'
import { serve } from '../src/node-serve.js'
import type { RouteOptions } from '../src/route-options.js'
import { RouteDirectory } from '../src/routes.js'

export {
  type SendResponseOptions,
  sendResponse,
  type ToRequestOptions,
  toRequest,
} from '../src/http/converter.js'
export type { NodeHost, NodeRequest, NodeResponse, TrustProxyOption }

/** What `createRequestListener()` takes beside the directory. */
export interface NodeRouteOptions extends RouteOptions {
  /** Members of the handler's second argument beside `params`. */
  readonly context?: (req: NodeRequest, res: NodeResponse) => object
  /**
   * Whose `X-Forwarded-Proto` and `X-Forwarded-Host` count, as Express's `trust proxy`. Default:
   * nobody's.
   */
  readonly trustProxy?: TrustProxyOption
}

/** A listener for `http.createServer`, also a Connect middleware, with the members of `Routes`. */
export type RouteListener = Routes &
  ((req: NodeRequest, res: NodeResponse, next?: (error?: unknown) => void) => void)

/**
 * Makes a request listener of a route directory. Without `next`, a path without a route file is
 * an empty 404 and an error an empty 500.
 *
 * @throws RouteHandlersError see `createRoutes()`.
 *
 * @example
 * http.createServer(createRequestListener('./app')).listen(3000)
 */
export function createRequestListener(
  from: string | URL | RouteManifest,
  options: NodeRouteOptions = {},
): RouteListener {
  const routes = new RouteDirectory(from, options)
  const trust = compileTrust(options.trustProxy)
  const view: HostView<NodeHost> = {
    origin: ({ req }) => originOf(req, trust),
    parsed: ({ req }) => parsedOnMessage(req),
    context: ({ req, res }) => options.context?.(req, res),
  }
  return Object.assign(
    (req: NodeRequest, res: NodeResponse, next?: (error?: unknown) => void): void => {
      const goOn = next ?? (error => end(req, res, error, routes))
      const { originalUrl }: { originalUrl?: string } = req as object
      const found = routes.find(req.url ?? '/', originalUrl)
      if (found === undefined) return goOn()
      serve(routes, found, new PlainHost(req, res), view, goOn)
    },
    membersOf(routes),
  )
}

class PlainHost implements NodeHost {
  readonly kind = 'node'
  readonly req: NodeRequest
  readonly res: NodeResponse

  constructor(req: NodeRequest, res: NodeResponse) {
    this.req = req
    this.res = res
  }

  get ip(): string | undefined {
    return this.req.socket.remoteAddress
  }
}

const UNHANDLED = 'Unhandled error in a route handler:'

/** The end of the chain where there is no host: no page, no message, and nothing left open. */
function end(req: NodeRequest, res: NodeResponse, error: unknown, routes: RouteDirectory): void {
  const known = error instanceof RouteHandlersError ? error : undefined
  const status = error === undefined ? 404 : (known?.status ?? 500)
  // A refusal, 501 and 503 among them, is nobody's fault.
  if (error !== undefined && !known?.expose && !routes.settings.onError) logError(UNHANDLED, error)
  if (res.headersSent) return res.writableEnded ? undefined : cut(res)
  // A request that failed was ours before, and is drained already.
  if (error === undefined) drainOf(req, res, routes.settings.drain)
  // What was set for an answer that failed must not go out with the failure.
  if (error !== undefined) for (const name of res.getHeaderNames()) res.removeHeader(name)
  res.statusCode = status
  if (!isHttp2(res)) {
    res.statusMessage = ''
    for (const [name, value] of Object.entries(known?.headers ?? {})) res.setHeader(name, value)
  }
  res.end()
}

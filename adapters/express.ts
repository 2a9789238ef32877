/**
 * Express 4.18+ and 5, and what is built on them. A matched path is answered by its route file,
 * everything else goes on as before.
 */
import type { Request as ExpressRequest, Response as ExpressResponse, NextFunction } from 'express'
import { membersOf, type Routes } from '../src/create-routes.js'
import { parsedOnMessage } from '../src/http/body/parsed-by-host.js'
import { originOf, type TrustProxy } from '../src/http/request/forwarded.js'
import type { RouteManifest } from '../src/manifest/route-manifest.js'
import type { HostView } from '../src/node-exchange.js'
import { serve } from '../src/node-serve.js'
import type { RouteOptions } from '../src/route-options.js'
import { RouteDirectory } from '../src/routes.js'

export { keepRawBody } from '../src/http/body/keep-raw-body.js'
export { type ExpressServerOptions, serverOptions } from './express-server-options.js'

/** What `host()` gives under Express. */
export interface ExpressHost {
  readonly kind: 'express'
  readonly req: ExpressRequest
  readonly res: ExpressResponse
  /** `req.ip`: the client's address, as far as the `trust proxy` setting tells. */
  readonly ip: string | undefined
}

declare module '../src/host.js' {
  interface Hosts {
    express: ExpressHost
  }
}

/** What `routeHandlers()` takes beside the directory. */
export interface ExpressRouteOptions extends RouteOptions {
  /**
   * Members of the handler's second argument beside `params`.
   *
   * @example
   * routeHandlers('./app', { context: req => ({ user: req.session.user }) })
   */
  readonly context?: (req: ExpressRequest, res: ExpressResponse) => object
}

/** An Express middleware with the members of `Routes`. */
export type ExpressRoutes = Routes &
  ((req: ExpressRequest, res: ExpressResponse, next: NextFunction) => void)

/**
 * Mounts a directory of Next.js-style route files in an Express application or router.
 *
 * @param from - a directory: path relative to the working directory, absolute path, or `file:` URL;
 *   or, in a bundled server, the manifest of its routes.
 * @throws RouteHandlersError for a directory that must not come up half mounted; see
 *   `createRoutes()`.
 *
 * @example
 * app.use(express.json(), routeHandlers('./app'))
 * app.use('/api', legacyRouter)
 */
export function routeHandlers(
  from: string | URL | RouteManifest,
  options: ExpressRouteOptions = {},
): ExpressRoutes {
  const routes = new RouteDirectory(from, options)
  const view: HostView<ExpressHost> = {
    origin: ({ req }) => originOf(req, trustOf(req)),
    parsed: ({ req }) => parsedOnMessage(req),
    context: ({ req, res }) => options.context?.(req, res),
    ignoresCase: ({ req }) => req.app?.enabled?.('case sensitive routing') !== true,
  }
  const middleware = (req: ExpressRequest, res: ExpressResponse, next: NextFunction): void => {
    const found = routes.find(req.url, req.originalUrl)
    if (found === undefined) return next()
    serve(routes, found, new ExpressHostObject(req, res), view, next)
  }
  return Object.assign(middleware, membersOf(routes))
}

class ExpressHostObject implements ExpressHost {
  readonly kind = 'express'
  readonly req: ExpressRequest
  readonly res: ExpressResponse

  constructor(req: ExpressRequest, res: ExpressResponse) {
    this.req = req
    this.res = res
  }

  get ip(): string | undefined {
    return this.req.ip
  }
}

/**
 * The application's own `trust proxy` setting, compiled. `req.host` will not do: in Express 4 it
 * loses the port. Connect and Polka have no application to ask.
 */
function trustOf(req: ExpressRequest): TrustProxy | undefined {
  const trust: unknown = req.app?.get?.('trust proxy fn')
  return typeof trust === 'function' ? (trust as TrustProxy) : undefined
}

/**
 * Koa 2.14+ and 3. A matched path is answered by its route file through `ctx`, everything else
 * goes on as before.
 */
import type { Context, Next } from 'koa'
import { membersOf, type Routes } from '../src/create-routes.js'
import { deliver } from '../src/delivery.js'
import type { ParsedByHost } from '../src/http/body/body-state.js'
import { parsedOnMessage } from '../src/http/body/parsed-by-host.js'
import type { NodeRequest, NodeResponse } from '../src/http/messages.js'
import { originOf } from '../src/http/request/forwarded.js'
import { targetsOf } from '../src/http/request/targets.js'
import type { RouteManifest } from '../src/manifest/route-manifest.js'
import { type HostView, NodeExchange } from '../src/node-exchange.js'
import type { RouteOptions } from '../src/route-options.js'
import { type Destination, RouteDirectory } from '../src/routes.js'
import { ignoreDisconnect } from './koa-errors.js'
import { KoaOutlet } from './koa-outlet.js'
import { afterAnswer } from './koa-pass.js'

export { keepRawBody } from '../src/http/body/keep-raw-body.js'

/** What `host()` gives under Koa. */
export interface KoaHost {
  readonly kind: 'koa'
  readonly ctx: Context
  readonly req: NodeRequest
  readonly res: NodeResponse
  /** `ctx.ip`: the client's address, as far as `app.proxy` tells. */
  readonly ip: string | undefined
}

declare module '../src/host.js' {
  interface Hosts {
    koa: KoaHost
  }
}

/** What `routeHandlers()` takes beside the directory. */
export interface KoaRouteOptions extends RouteOptions {
  /**
   * Members of the handler's second argument beside `params`.
   *
   * @example
   * routeHandlers('./app', { context: ctx => ({ user: ctx.state.user }) })
   */
  readonly context?: (ctx: Context) => object
}

/** A Koa middleware with the members of `Routes`. */
export type KoaRoutes = Routes & ((ctx: Context, next: Next) => Promise<void>)

/**
 * Mounts a directory of Next.js-style route files in a Koa application.
 *
 * @param from - a directory: path relative to the working directory, absolute path, or `file:` URL;
 *   or, in a bundled server, the manifest of its routes.
 * @throws RouteHandlersError for a directory that must not come up half mounted; see
 *   `createRoutes()`.
 *
 * @example
 * app.use(bodyParser()).use(routeHandlers('./app'))
 * app.use(legacyRouter.routes())
 */
export function routeHandlers(
  from: string | URL | RouteManifest,
  options: KoaRouteOptions = {},
): KoaRoutes {
  const routes = new RouteDirectory(from, options)
  const view: HostView<KoaHost> = {
    origin: ({ ctx, req }) => originOf(req, ctx.app.proxy ? () => true : undefined),
    parsed: ({ ctx }) => parsedOn(ctx),
    context: ({ ctx }) => options.context?.(ctx),
  }
  const answer = async (ctx: Context, next: Next, found: Destination): Promise<void> => {
    const { req, originalUrl } = ctx
    const targets = targetsOf({ url: req.url, originalUrl, baseUrl: ctx['mountPath'] })
    if (targets === undefined) return next()
    const host = new KoaHostObject(ctx)
    if (ctx.headerSent) {
      if ('front' in found && found.found === undefined) return next()
      const failed = { request: undefined, method: ctx.method, host }
      return afterAnswer(ctx, next, error => void routes.consult(error, failed))
    }
    const exchange = new NodeExchange(host, targets.full, routes.settings, view)
    if (exchange.lifecycle.gone || !routes.begin(req)) return
    ignoreDisconnect(ctx, exchange.lifecycle)
    return deliver(routes, found, exchange, new KoaOutlet(routes, ctx, exchange, next))
  }
  const middleware = (ctx: Context, next: Next): Promise<void> => {
    const found = routes.find(ctx.req.url ?? '/', ctx.originalUrl)
    return found === undefined ? next() : answer(ctx, next, found)
  }
  return Object.assign(middleware, membersOf(routes))
}

class KoaHostObject implements KoaHost {
  readonly kind = 'koa'
  readonly ctx: Context

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  get req(): NodeRequest {
    return this.ctx.req
  }

  get res(): NodeResponse {
    return this.ctx.res
  }

  get ip(): string {
    return this.ctx.ip
  }
}

/** Koa's parsers write to `ctx.request`, those made for Connect to the message under it. */
function parsedOn({ request, req }: Context): ParsedByHost {
  const own = request as unknown as Record<string, unknown>
  const below = parsedOnMessage(req)
  return {
    value: own['body'] ?? below.value,
    raw: own['rawBody'] ?? below.raw,
    files: own['files'] ?? below.files,
  }
}

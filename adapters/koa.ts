/**
 * Koa 2.14+ and 3. A matched path is answered by its route file through `ctx`, everything else
 * goes on as before.
 */
import type { Context, Next } from 'koa'
import { membersOf, type Routes } from '../src/create-routes.js'
import { deliver } from '../src/exchange.js'
import type { ParsedByHost } from '../src/http/body/body-state.js'
import { type DrainLimits, drainOf } from '../src/http/body/drain.js'
import { parsedOnMessage } from '../src/http/body/parsed-by-host.js'
import type { NodeRequest, NodeResponse } from '../src/http/messages.js'
import { originOf } from '../src/http/request/forwarded.js'
import { targetsOf } from '../src/http/request/targets.js'
import { cut } from '../src/http/response/send.js'
import type { RouteManifest } from '../src/manifest/route-manifest.js'
import { uniteAllow } from '../src/merge-allow.js'
import { type HostView, NodeExchange } from '../src/node-exchange.js'
import { headersSent, tellAnswered, warnAnswered } from '../src/node-outlet.js'
import type { RouteOptions } from '../src/route-options.js'
import { RouteDirectory } from '../src/routes.js'
import { answerOn } from './koa-answer.js'
import { ignoreDisconnect } from './koa-errors.js'

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
    context: ({ ctx }) => options.context?.(ctx) ?? {},
  }
  const middleware = async (ctx: Context, next: Next): Promise<void> => {
    const { req, originalUrl } = ctx
    const targets = targetsOf({ url: req.url, originalUrl, baseUrl: ctx['mountPath'] })
    const found = targets && routes.find(targets.relative.path, targets.full.path)
    if (targets === undefined || found === undefined) return next()
    if (ctx.headerSent) return afterAnswer(ctx, next, routes)
    const exchange = new NodeExchange(new KoaHostObject(ctx), targets.full, routes.settings, view)
    if (exchange.lifecycle.gone || !routes.begin(req)) return
    ignoreDisconnect(ctx, exchange.lifecycle)
    const onCut = (error: unknown): void => {
      // Koa itself emits the error on the application, which logs it by default.
      if (routes.settings.onError) routes.report(error, exchange)
    }
    const onAnswered = (): void => tellAnswered(ctx.res, routes, exchange)
    await deliver(routes, found, exchange, {
      send: answer => answerOn(ctx, answer, exchange.lifecycle, { onCut, onAnswered }),
      pass: allow => passOn(ctx, next, allow, routes.settings.drain),
      fail(error) {
        throw error
      },
    })
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

/** No handler runs for a request that was answered; one that was half answered is broken off. */
function afterAnswer(ctx: Context, next: Next, routes: RouteDirectory): Promise<void> {
  if (ctx.res.writableEnded) {
    warnAnswered()
    return next()
  }
  cut(ctx.res)
  const error = headersSent()
  void routes.consult(error, { request: undefined })
  throw error
}

/** Goes on; an OPTIONS that nobody answered then becomes ours, one that somebody did is joined. */
async function passOn(
  ctx: Context,
  next: Next,
  allow: string | undefined,
  drain: DrainLimits,
): Promise<void> {
  await next()
  if (allow === undefined || ctx.headerSent) return
  if (ctx.status === 404 && (ctx.body === undefined || ctx.body === null)) {
    drainOf(ctx.req, ctx.res, drain)
    ctx.status = 204
    ctx.set('Allow', allow)
  } else if (ctx.res.hasHeader('allow'))
    ctx.set('Allow', uniteAllow(String(ctx.res.getHeader('allow')), allow))
}

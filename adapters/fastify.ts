/**
 * Fastify 5. A matched path is answered by its route file through `reply`, everything else goes on
 * as before.
 */
import { membersOf, type Routes } from '../src/create-routes.js'
import { deliver } from '../src/delivery.js'
import type { ParsedByHost } from '../src/http/body/body-state.js'
import { parsedOnMessage } from '../src/http/body/parsed-by-host.js'
import type { NodeRequest, NodeResponse } from '../src/http/messages.js'
import { type Origin, originOfSocket } from '../src/http/request/origin.js'
import { targetsOf } from '../src/http/request/targets.js'
import { cut } from '../src/http/response/send.js'
import type { RouteManifest } from '../src/manifest/route-manifest.js'
import { mergeAllow } from '../src/merge-allow.js'
import { type HostView, NodeExchange } from '../src/node-exchange.js'
import { hasAnswered, tellAnswered } from '../src/node-outlet.js'
import type { RouteOptions } from '../src/route-options.js'
import { RouteDirectory } from '../src/routes.js'
import { answerOn } from './fastify-answer.js'
import { addRoute, behindPrefix, prefixOf } from './fastify-routing.js'
import type { FastifyInstanceLike, FastifyReplyLike, FastifyRequestLike } from './fastify-types.js'

export type { FastifyInstanceLike, FastifyReplyLike, FastifyRequestLike }

/** What `host()` gives under Fastify. */
export interface FastifyHost {
  readonly kind: 'fastify'
  readonly request: FastifyRequestLike
  readonly reply: FastifyReplyLike
  /** `request.raw`. */
  readonly req: NodeRequest
  /** `reply.raw`. */
  readonly res: NodeResponse
  /** `request.ip`: the client's address, as far as the `trustProxy` option tells. */
  readonly ip: string
}

declare module '../src/host.js' {
  interface Hosts {
    fastify: FastifyHost
  }
}

/** What `routeHandlers()` takes beside the directory. */
export interface FastifyRouteOptions extends RouteOptions {
  /**
   * Members of the handler's second argument beside `params`.
   *
   * @example
   * routeHandlers('./app', { context: (request: FastifyRequest) => ({ user: request.user }) })
   */
  // A method, so that it may be written for `FastifyRequest` with its decorations.
  context?(request: FastifyRequestLike, reply: FastifyReplyLike): object
}

/** A Fastify plugin with the members of `Routes`. */
export type FastifyRoutes = Routes &
  ((instance: FastifyInstanceLike, options: object, done: (error?: Error) => void) => void)

/**
 * Makes a Fastify plugin of a directory of Next.js-style route files. Route files run behind the
 * hooks of the instance that it is registered in; closing the server closes them.
 *
 * @param from - a directory: path relative to the working directory, absolute path, or `file:` URL;
 *   or, in a bundled server, the manifest of its routes.
 * @throws RouteHandlersError for a directory that must not come up half mounted; see
 *   `createRoutes()`.
 *
 * @example
 * await app.register(routeHandlers('./app'))
 * await app.register(routeHandlers('./admin'), { prefix: '/admin' })
 */
export function routeHandlers(
  from: string | URL | RouteManifest,
  options: FastifyRouteOptions = {},
): FastifyRoutes {
  const routes = new RouteDirectory(from, options)
  const view: HostView<FastifyHost> = {
    origin: ({ request }) => originOf(request),
    parsed: ({ request, req }) => parsedOn(request, req),
    context: ({ request, reply }) => options.context?.(request, reply),
  }
  const plugin: FastifyRoutes = Object.assign(
    (instance: FastifyInstanceLike, _options: object, done: (error?: Error) => void): void => {
      mount(instance, routes, view)
      closeWith(instance, routes)
      done()
    },
    membersOf(routes),
  )
  // Fastify names plugins in its messages.
  return Object.defineProperty(plugin, 'name', { value: 'route-handlers' })
}

function mount(
  instance: FastifyInstanceLike,
  routes: RouteDirectory,
  view: HostView<FastifyHost>,
): void {
  const prefix = prefixOf(instance)
  const declined = new WeakSet<NodeRequest>()
  const find = (req: NodeRequest) => {
    const url = behindPrefix(req.url ?? '/', prefix)
    return url === undefined ? undefined : routes.find(url, originalUrlOf(req))
  }
  /** Fastify looks the request up once more, for whatever else there is. */
  const goOn = (host: FastifyHost): void => {
    const { req, res, reply } = host
    declined.add(req)
    reply.hijack()
    // `rewriteUrl` is asked again.
    const { originalUrl } = req as { originalUrl?: string }
    if (originalUrl !== undefined) req.url = originalUrl
    instance.routing(req, res)
  }
  const handler = (request: FastifyRequestLike, reply: FastifyReplyLike): void => {
    const host = new FastifyHostObject(request, reply)
    const { req, res } = host
    const found = find(req)
    const targets = targetsOf({
      url: behindPrefix(req.url ?? '/', prefix),
      originalUrl: originalUrlOf(req),
      baseUrl: prefix,
    })
    if (found === undefined || targets === undefined) return goOn(host)
    if (hasAnswered(routes, host, error => giveUp(reply, error))) return
    const exchange = new FastifyExchange(host, targets.full, routes.settings, view)
    exchange.prefix = prefix
    if (exchange.lifecycle.gone || !routes.begin(req)) return
    const onCut = (error: unknown): void => routes.report(error, exchange)
    const onAnswered = (): void => tellAnswered(res, routes, exchange)
    void deliver(routes, found, exchange, {
      send: answer =>
        answerOn(reply, exchange.method, answer, exchange.lifecycle, { onCut, onAnswered }),
      pass(allow) {
        if (allow !== undefined) mergeAllow(res, allow)
        goOn(host)
      },
      fail: error => void reply.send(error),
    })
  }
  addRoute(instance, req => !declined.has(req) && find(req) !== undefined, handler)
}

/**
 * Streams without an end would keep the server from closing: their time is counted from the
 * moment at which it begins to.
 */
function closeWith(instance: FastifyInstanceLike, routes: RouteDirectory): void {
  let closing: Promise<void> | undefined
  instance.addHook('preClose', done => {
    closing = routes.close()
    done()
  })
  instance.addHook('onClose', (_instance, done) => {
    ;(closing ?? routes.close()).then(() => done(), done)
  })
}

class FastifyExchange extends NodeExchange<FastifyHost> {
  prefix = ''

  override changeUrl(url: string): void {
    super.changeUrl(this.prefix + url)
  }

  override get mountPath(): string {
    return this.prefix
  }
}

class FastifyHostObject implements FastifyHost {
  readonly kind = 'fastify'
  readonly request: FastifyRequestLike
  readonly reply: FastifyReplyLike

  constructor(request: FastifyRequestLike, reply: FastifyReplyLike) {
    this.request = request
    this.reply = reply
  }

  get req(): NodeRequest {
    return this.request.raw
  }

  get res(): NodeResponse {
    return this.reply.raw
  }

  get ip(): string {
    return this.request.ip
  }
}

/** A reply that a hook has begun on the message itself; Fastify can neither answer nor fail it. */
function giveUp(reply: FastifyReplyLike, error: unknown): void {
  reply.hijack()
  if (error !== undefined) cut(reply.raw)
}

/** What `rewriteUrl` was given, where there is one. */
function originalUrlOf(req: NodeRequest): string | undefined {
  return (req as { readonly originalUrl?: string }).originalUrl ?? req.url
}

/** Fastify's own decision about forwarded headers; it believes the proxy that is nearest. */
function originOf({ raw, protocol, host }: FastifyRequestLike): Origin {
  const own = originOfSocket(raw)
  const scheme = protocol === 'http' || protocol === 'https' ? protocol : own.scheme
  return { scheme, authority: host || own.authority }
}

/** Parsers do not run for route files; a hook of the application may have read a body all the same. */
function parsedOn(request: FastifyRequestLike, req: NodeRequest): ParsedByHost {
  const { body, rawBody } = request as FastifyRequestLike & { readonly rawBody?: unknown }
  const below = parsedOnMessage(req)
  return { value: body ?? below.value, raw: rawBody ?? below.raw, files: below.files }
}

/**
 * Fastify 5. A matched path is answered by its route file through `reply`, everything else goes on
 * as before.
 */
import { membersOf, type Routes } from '../src/create-routes.js'
import { deliver } from '../src/delivery.js'
import type { NodeRequest } from '../src/http/messages.js'
import { targetsOf } from '../src/http/request/targets.js'
import type { AnswerEvents } from '../src/http/response/answer-events.js'
import { cut } from '../src/http/response/send.js'
import type { RouteManifest } from '../src/manifest/route-manifest.js'
import { mergeAllow } from '../src/merge-allow.js'
import type { HostView } from '../src/node-exchange.js'
import { hasAnswered, tellAnswered } from '../src/node-outlet.js'
import type { RouteOptions } from '../src/route-options.js'
import { RouteDirectory } from '../src/routes.js'
import { answerOn } from './fastify-answer.js'
import {
  FastifyExchange,
  type FastifyHost,
  FastifyHostObject,
  originOf,
  parsedOn,
} from './fastify-exchange.js'
import { addRoute, behindPrefix, prefixOf } from './fastify-routing.js'
import type { FastifyInstanceLike, FastifyReplyLike, FastifyRequestLike } from './fastify-types.js'

export type { FastifyHost, FastifyReplyLike, FastifyRequestLike }

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

/** A Fastify plugin with the members of `Routes`. Its instance is Fastify's, of whatever server. */
export type FastifyRoutes = Routes &
  ((instance: object, options: object, done: (error?: Error) => void) => void)

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
    (server: object, _options: object, done: (error?: Error) => void): void => {
      // What a plugin throws ends the process, what it hands over is the server's not to start.
      const instance = server as FastifyInstanceLike
      try {
        mount(instance, routes, view)
        closeWith(instance, routes)
      } catch (error) {
        return done(error as Error)
      }
      done()
    },
    membersOf(routes),
  )
  // Fastify names plugins in its messages.
  return Object.defineProperty(plugin, 'name', { value: 'route-handlers' })
}

type Fail = (error: unknown) => void

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
  const goOn = (host: FastifyHost): void => {
    declined.add(host.req)
    lookUpAgain(instance, host)
  }
  const answer = (request: FastifyRequestLike, reply: FastifyReplyLike, fail: Fail): void => {
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
    const events: AnswerEvents = {
      onCut: error => routes.report(error, exchange),
      onAnswered: () => tellAnswered(res, routes, exchange),
    }
    void deliver(routes, found, exchange, {
      send: answer => answerOn(reply, exchange.method, answer, exchange.lifecycle, events),
      pass(allow) {
        if (allow !== undefined) mergeAllow(res, allow)
        goOn(host)
      },
      fail,
    })
  }
  // Only what a promise rejects with is an error to Fastify whatever it is, and made elsewhere too.
  const handler = (request: FastifyRequestLike, reply: FastifyReplyLike): Promise<never> =>
    new Promise((_resolve, reject) => answer(request, reply, reject))
  addRoute(instance, req => !declined.has(req) && find(req) !== undefined, handler)
}

/** For whatever else the router has; the hooks of that run, too. */
function lookUpAgain(instance: FastifyInstanceLike, { req, res, reply }: FastifyHost): void {
  reply.hijack()
  // `rewriteUrl` is asked again.
  const { originalUrl } = req as { originalUrl?: string }
  if (originalUrl !== undefined) req.url = originalUrl
  instance.routing(req, res)
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

/** A reply that a hook has begun on the message itself; Fastify can neither answer nor fail it. */
function giveUp(reply: FastifyReplyLike, error: unknown): void {
  reply.hijack()
  if (error !== undefined) cut(reply.raw)
}

/** What `rewriteUrl` was given, where there is one. */
function originalUrlOf(req: NodeRequest): string | undefined {
  return (req as { readonly originalUrl?: string }).originalUrl ?? req.url
}

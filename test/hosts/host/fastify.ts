/** Fastify 5: before → our mounts → what stands behind → errors. */
import { connectStack } from './connect-stack'
import { fastifyPackage } from './fastify-package'
import type { ConnectMiddleware, Layer } from './layer'
import { loose } from './loose'
import { directory, errorBody, inlinePath, options, remains, stack } from './mount'
import { type Recordings, Running, recordings } from './running'
import type { BeforeName, Setup } from './setup'

/** What Fastify users have for the middlewares of the other hosts. */
const plugins: Partial<Record<BeforeName, (app: any) => unknown>> = {
  compression: app => app.register(fastifyPackage('@fastify/compress')),
  cookieParser: app => app.register(fastifyPackage('@fastify/cookie')),
  async session(app) {
    await app.register(fastifyPackage('@fastify/cookie'))
    await app.register(fastifyPackage('@fastify/session'), {
      secret: 's'.repeat(32),
      cookieName: 'sid',
      cookie: { secure: false },
      saveUninitialized: true,
    })
  },
}

/** As @fastify/middie does it: on Node's own objects, in an `onRequest` hook. */
function hooked(middleware: ConnectMiddleware) {
  return (request: any, reply: any, done: (error?: unknown) => void) =>
    middleware(request.raw, reply.raw, done)
}

function echo(seen: Recordings) {
  return async (request: any, reply: any) => {
    seen.legacy.push({ method: request.method, url: request.originalUrl })
    const body = request.body ?? (await remains(request.raw))
    reply.header('x-legacy', 'yes')
    return { legacy: true, method: request.method, url: request.originalUrl, body }
  }
}

function chain(layers: readonly Layer[]) {
  return (request: any, reply: any): void => {
    const go = (at: number): unknown =>
      at === layers.length
        ? reply.callNotFound()
        : layers[at]!.connect(request.raw, reply.raw, () => go(at + 1))
    go(0)
  }
}

function failure(seen: Recordings) {
  return (error: any, _request: any, reply: any) => {
    seen.errors.push(error)
    reply.code(error?.status ?? error?.statusCode ?? 500).send(errorBody(error))
  }
}

async function before(app: any, setup: Setup): Promise<void> {
  const steps = stack<() => unknown>(
    setup,
    ([name]) => {
      const plugin = plugins[name as BeforeName]
      if (plugin) return [() => plugin(app)]
      const [middleware] = connectStack([name!], loose('express'))
      return [() => app.addHook('onRequest', hooked(middleware!))]
    },
    layer => () => app.addHook('onRequest', hooked(layer.connect)),
  )
  for (const step of steps) await step()
}

export async function startFastify(setup: Setup, http2 = false): Promise<Running> {
  const seen = recordings()
  const inline = inlinePath(setup)
  const { routeHandlers } = loose('route-handlers/fastify')
  const app = fastifyPackage('fastify')({ trustProxy: setup.trustProxy ?? false, http2 })
  // Fastify routes no method that it was not told of.
  for (const method of ['LINK', 'M-SEARCH', 'PROPFIND', 'PURGE'])
    app.addHttpMethod(method, { hasBody: true })
  app.setErrorHandler(failure(seen))
  await before(app, setup)
  const mounts = [setup, ...(setup.also ?? [])].map(mount => {
    const routes = routeHandlers(directory(mount), options(mount, seen))
    app.register(routes, mount.path ? { prefix: mount.path } : {})
    return routes
  })
  await app.after()
  app.addContentTypeParser('*', (_request: unknown, _payload: unknown, done: any) => done(null))
  if (Array.isArray(setup.behind)) {
    app.all('/*', chain(setup.behind))
  } else if (setup.behind !== 'nothing') {
    app.all('/*', echo(seen))
  }
  await app.listen({ port: 0, host: '127.0.0.1' })
  if (!setup.cold) await Promise.all(mounts.map(mount => mount.ready()))
  return new Running({ server: app.server, mount: mounts[0], mounts, seen, inline, http2 })
}

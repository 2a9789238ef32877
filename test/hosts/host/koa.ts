/** Koa 2 and Koa 3, over HTTP/1.1 or HTTP/2: the same stations as in Express. */
import http from 'node:http'
import http2 from 'node:http2'
import { koaStack } from './koa-stack'
import { loose } from './loose'
import { directory, errorBody, inlinePath, options, remains, stack } from './mount'
import { type Recordings, Running, recordings } from './running'
import type { Setup } from './setup'

function echo(seen: Recordings) {
  return async (ctx: any) => {
    seen.legacy.push({ method: ctx.method, url: ctx.originalUrl })
    const body = ctx.request.body ?? (await remains(ctx.req))
    ctx.status = 200
    ctx.set('x-legacy', 'yes')
    ctx.body = { legacy: true, method: ctx.method, url: ctx.originalUrl, body }
  }
}

function failure(seen: Recordings) {
  return async (ctx: any, next: () => Promise<void>) => {
    try {
      await next()
    } catch (error: any) {
      seen.errors.push(error)
      if (ctx.res.headersSent) throw error
      ctx.status = error?.status ?? 500
      ctx.body = errorBody(error)
    }
  }
}

export function koaApplication(packageName: string, setup: Setup, seen: Recordings) {
  const Koa = loose(packageName)
  const { routeHandlers } = loose('route-handlers/koa')
  const app = new Koa()
  app.silent = true
  app.on('error', (error: unknown) => seen.emitted.push(error))
  if (setup.trustProxy !== undefined) app.proxy = setup.trustProxy
  app.use(failure(seen))
  for (const middleware of stack(
    setup,
    names => koaStack(names, app),
    layer => layer.koa,
  ))
    app.use(middleware)
  const mounts = [setup, ...(setup.also ?? [])].map(mount => {
    const middleware = routeHandlers(directory(mount), options(mount, seen))
    app.use(mount.path ? loose('koa-mount')(mount.path, middleware) : middleware)
    return middleware
  })
  if (Array.isArray(setup.behind)) for (const layer of setup.behind) app.use(layer.koa)
  else if (setup.behind !== 'nothing') app.use(echo(seen))
  return { app, mounts }
}

export async function startKoa(
  packageName: string,
  setup: Setup,
  protocol: 'http' | 'http2' = 'http',
): Promise<Running> {
  const seen = recordings()
  const inline = inlinePath(setup)
  const { app, mounts } = koaApplication(packageName, setup, seen)
  const { createServer } = protocol === 'http' ? http : http2
  const server = (createServer as typeof http.createServer)(app.callback())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  if (!setup.cold) await Promise.all(mounts.map(mount => mount.ready()))
  return new Running({
    server,
    mount: mounts[0],
    mounts,
    seen,
    inline,
    http2: protocol === 'http2',
  })
}

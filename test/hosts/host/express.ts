/** Express 4 and Express 5: before → parsers → our mounts → what stands behind → errors. */
import http from 'node:http'
import { connectStack } from './connect-stack'
import { loose } from './loose'
import { directory, errorBody, inlinePath, options, remains, stack } from './mount'
import { type Recordings, Running, recordings } from './running'
import type { Setup } from './setup'

function echo(seen: Recordings) {
  return async (req: any, res: any) => {
    seen.legacy.push({ method: req.method, url: req.originalUrl })
    const body = req.body ?? (await remains(req))
    // A host that goes on twice gets here when the answer has been sent.
    if (res.headersSent) return
    res.set('x-legacy', 'yes')
    res.json({ legacy: true, method: req.method, url: req.originalUrl, body })
  }
}

function failure(seen: Recordings) {
  return (error: any, _req: any, res: any, next: (error: unknown) => void) => {
    seen.errors.push(error)
    if (res.headersSent) return next(error)
    res.status(error?.status ?? 500).json(errorBody(error))
  }
}

/** The application, not listening yet: what rules about routers and sub-applications build on. */
export function expressApplication(packageName: string, setup: Setup, seen: Recordings) {
  const express = loose(packageName)
  const { routeHandlers } = loose('route-handlers/express')
  const app = express()
  app.set('env', 'test')
  if (setup.trustProxy !== undefined) app.set('trust proxy', setup.trustProxy)
  app.use(
    ...stack(
      setup,
      names => connectStack(names, express),
      layer => layer.connect,
    ).concat((_req: any, _res: any, next: () => void) => next()),
  )
  const mounts = [setup, ...(setup.also ?? [])].map(mount => {
    const middleware = routeHandlers(directory(mount), options(mount, seen))
    app.use(mount.path ?? '/', middleware)
    return middleware
  })
  if (Array.isArray(setup.behind)) for (const layer of setup.behind) app.use(layer.connect)
  else if (setup.behind !== 'nothing') app.use(echo(seen))
  app.use(failure(seen))
  return { app, mounts }
}

export async function startExpress(packageName: string, setup: Setup): Promise<Running> {
  const seen = recordings()
  const inline = inlinePath(setup)
  const { app, mounts } = expressApplication(packageName, setup, seen)
  const { serverOptions } = loose('route-handlers/express')
  const own = process.env['RH_SERVER_OPTIONS'] === 'on' ? serverOptions(app) : {}
  const server = http.createServer(own, app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  if (!setup.cold) await Promise.all(mounts.map(mount => mount.ready()))
  return new Running({ server, mount: mounts[0], mounts, seen, inline, http2: false })
}

/** The servers under load: route files of `app` in plain Node, in Express and over HTTP/2. */
import http from 'node:http'
import http2 from 'node:http2'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { routeHandlers } from 'route-handlers/express'
import { createRequestListener } from 'route-handlers/node'
import { add } from './counters.cjs'

const APP = fileURLToPath(new URL('app', import.meta.url))

/** Errors are counted where a host is told of them; a console in between would cost the time. */
const unlimited = ['/upload/slowly', '/upload/late', '/upload/never'].map(path => [path, false])
const options = { bodyLimit: Object.fromEntries(unlimited), onError: () => add('onError') }

export const HOSTS = {
  http() {
    const listener = createRequestListener(APP, options)
    return [http.createServer(listener), listener]
  },
  /** Without us: what Node itself leaves behind. */
  plain() {
    const answer = (_req, res) => res.end('Hello, world!')
    return [http.createServer(answer), { ready: async () => {} }]
  },
  http2() {
    const listener = createRequestListener(APP, options)
    return [http2.createServer(listener), listener]
  },
  express() {
    const routes = routeHandlers(APP, { bodyLimit: options.bodyLimit })
    const app = express()
    app.use(routes)
    app.use((error, _req, res, _next) => {
      add('errorMiddleware')
      res.status(error.status ?? 500).end()
    })
    return [http.createServer(app), routes]
  },
}

/**
 * One converter in a process of its own: by itself, inside Express, and over HTTP/2. No listener for
 * errors of the process: what a converter lets escape ends it.
 */
import http from 'node:http'
import http2 from 'node:http2'
import express from 'express'
import { peer } from '../peers/peer.mjs'
import { handle, outcomes } from './handlers.mjs'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const CONVERTERS = {
  async 'route-handlers'() {
    const { createRequestListener } = await import('../../dist/adapters/node.js')
    const module = Object.fromEntries(METHODS.map(method => [method, request => handle(request)]))
    return createRequestListener({ '[[...path]]/route.js': module })
  },
  async '@whatwg-node/server'() {
    const { createServerAdapter } = await peer('@whatwg-node/server')
    return createServerAdapter(handle)
  },
  async '@hono/node-server'() {
    const { getRequestListener } = await peer('@hono/node-server')
    return getRequestListener(handle)
  },
  async srvx() {
    const { toNodeHandler } = await peer('srvx/node')
    return toNodeHandler(handle)
  },
}

const listener = await CONVERTERS[process.argv[2]]()
const ports = {
  http: await listen(http.createServer(alone)),
  express: await listen(http.createServer(insideExpress())),
  http2: await listen(http2.createServer(alone)),
}
process.on('message', () => {
  const completed = outcomes.completed && { completed: outcomes.completed.aborted }
  process.send({ ...outcomes, ...completed })
})
process.send(ports)

function alone(req, res) {
  return listener(req, res)
}

function insideExpress() {
  const app = express()
  app.use('/json', express.json())
  app.use('/text', express.text())
  app.use('/raw', express.raw())
  app.use('/form', express.urlencoded({ extended: true }))
  app.use('/cookie', (_req, res, next) => {
    res.cookie('host', '1')
    next()
  })
  app.use('/begun', (_req, res, next) => {
    res.write('begun by the host')
    next()
  })
  app.use('/ended', (_req, res, next) => {
    res.end('ended by the host')
    next()
  })
  app.use((req, res, next) => listener(req, res, next))
  app.use((_req, res) => {
    if (!res.headersSent) res.status(404).end('fell through')
  })
  app.use((error, _req, res, next) => {
    if (res.headersSent) return next(error)
    const message = typeof error?.message === 'string' ? error.message : 'no error'
    res.status(500).end(`error middleware: ${message}`)
  })
  return app
}

function listen(server) {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(server.address().port))
  })
}

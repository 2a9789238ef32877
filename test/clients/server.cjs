/**
 * Mounts every directory of `apps` in a server of its own, behind what servers commonly have in
 * front, and prints their ports. `RH_DIST` names another build than that of `npm run build`.
 */
const { readdirSync } = require('node:fs')
const http = require('node:http')
const { createRequire } = require('node:module')
const { join } = require('node:path')
const { bodyParser } = require('@koa/bodyparser')
const compression = require('compression')

const DIST = process.env.RH_DIST ?? join(__dirname, '../../dist')
const APPS = join(__dirname, 'apps')
/** Thousands of files are read for the first time, by a machine that is doing other things too. */
const OPTIONS = { loadTimeout: false }

function onExpress(name, dir) {
  const express = require(name)
  const { keepRawBody, routeHandlers } = require(join(DIST, 'adapters/express.js'))
  const app = express()
  app.use(express.json({ verify: keepRawBody }))
  app.use(compression())
  const routes = routeHandlers(dir, OPTIONS)
  app.use(routes)
  app.use((_req, res) => res.status(404).send('the host'))
  app.use((error, _req, res, _next) => res.status(500).send(`the host: ${error.message}`))
  return { routes, listener: app }
}

function onKoa(name, dir) {
  const Koa = require(name)
  const { routeHandlers } = require(join(DIST, 'adapters/koa.js'))
  const app = new Koa()
  app.use(async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      ctx.status = 500
      ctx.body = `the host: ${error.message}`
    }
    if (ctx.status === 404 && !ctx.body) {
      ctx.status = 404
      ctx.body = 'the host'
    }
  })
  app.use(bodyParser())
  const routes = routeHandlers(dir, OPTIONS)
  app.use(routes)
  return { routes, listener: app.callback() }
}

async function onFastify(_name, dir) {
  const packages = createRequire(join(__dirname, '../hosts/fastify/package.json'))
  const { routeHandlers } = require(join(DIST, 'adapters/fastify.js'))
  const app = packages('fastify')()
  app.setNotFoundHandler((_request, reply) => reply.code(404).send('the host'))
  app.setErrorHandler((error, _request, reply) =>
    reply.code(500).send(`the host: ${error.message}`),
  )
  await app.register(packages('@fastify/compress'))
  const routes = routeHandlers(dir, OPTIONS)
  await app.register(routes)
  await app.ready()
  return { routes, listener: app.routing }
}

const MOUNTS = { express: onExpress, express4: onExpress, koa: onKoa, fastify: onFastify }

async function startAll(host) {
  const started = {}
  for (const client of readdirSync(APPS)) {
    const { routes, listener } = await MOUNTS[host](host, join(APPS, client, 'app'))
    const server = http.createServer(listener)
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
    const failure = await routes.ready().then(
      () => undefined,
      error => String(error?.stack ?? error),
    )
    started[client] = { port: server.address().port, failure }
  }
  process.send(started)
}

process.on('disconnect', () => process.exit())
startAll(process.argv[2])

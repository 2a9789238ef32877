/** One process of several: an Express server with the routes of `fixtures/app`, on Redis. */
const { join } = require('node:path')

const { dist, port, origin, client: kind, buildId } = JSON.parse(process.argv[2])
process.env.ORIGIN = origin
const { routeHandlers } = require(join(dist, 'adapters/express.js'))
const { redisTier } = require(join(dist, 'src/cache-api.js'))
const express = require('express')

const warnings = []
process.on('warning', ({ code }) => warnings.push(code))

async function main() {
  const { client, end } = await connected()
  const routes = routeHandlers(join(__dirname, 'fixtures/app'), {
    cache: { tier: redisTier({ client }), ...(buildId && { buildId }) },
  })
  const app = express().use(routes)
  const server = app.listen(0, '127.0.0.1', async () => {
    await routes.ready()
    process.send({ port: server.address().port })
  })
  process.on('message', async ({ id, command }) => {
    const commands = {
      stats: async () => routes.cache.stats(),
      warnings: async () => warnings,
      revalidate: () => routes.cache.revalidateTag('shop').then(() => 'told'),
      async close() {
        server.close()
        await routes.close()
        await end()
        // Nothing else is to keep the process.
        setImmediate(() => process.disconnect())
      },
    }
    const value = await commands[command]().catch(error => error.name)
    process.send({ id, value })
  })
}

async function connected() {
  if (kind === 'redis') {
    const client = require('redis').createClient({ url: `redis://127.0.0.1:${port}` })
    // Without a listener, node-redis ends the process with its first error.
    client.on('error', () => {})
    await client.connect()
    return { client, end: () => client.close() }
  }
  const { Redis } = require(kind)
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 100 })
  client.on('error', () => {})
  return { client, end: () => client.quit() }
}

main()

/** Plain node:http with the routes of Cache Components, all that is static made in advance. */
const { createServer } = require('node:http')
const { join } = require('node:path')

const dist = process.env.RH_DIST ?? join(__dirname, '../../../dist')
const { createRequestListener } = require(join(dist, 'adapters/node.js'))

const routes = createRequestListener(join(__dirname, '../components/app'), {
  cache: { cacheComponents: true },
})
const server = createServer(routes)
const listen = () =>
  server.listen(0, () => console.log(`http://localhost:${server.address().port}`))
routes.cache.warm().then(listen)

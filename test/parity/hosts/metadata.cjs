/** Plain node:http with metadata files, all that is static made in advance as by a build. */
const { createServer } = require('node:http')
const { join } = require('node:path')

const dist = process.env.RH_DIST ?? join(__dirname, '../../../dist')
const { createRequestListener } = require(join(dist, 'adapters/node.js'))

const [, , parity] = process.argv
const routes = createRequestListener(join(__dirname, '../metadata/app'), { parity })
const server = createServer(routes)
const listen = () =>
  server.listen(0, () => console.log(`http://localhost:${server.address().port}`))
routes.cache.warm().then(listen)

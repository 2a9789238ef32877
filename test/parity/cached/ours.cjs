/** Plain node:http with the routes that both servers cache: `node ours.cjs <compat> <parity>`. */
const { createServer } = require('node:http')
const { join } = require('node:path')

const dist = process.env.RH_DIST ?? join(__dirname, '../../../dist')
const { createRequestListener } = require(join(dist, 'adapters/node.js'))

const [compat, parity] = process.argv.slice(2)
const listener = createRequestListener(join(__dirname, 'app'), {
  compat: Number(compat),
  parity,
  cache: { cacheLife: { blog: { revalidate: 120, expire: 600 } } },
})

const server = createServer(listener)
server.listen(0, () => console.log(`http://localhost:${server.address().port}`))

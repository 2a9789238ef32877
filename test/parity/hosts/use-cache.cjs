/** Plain node:http with the routes whose functions are cached. */
const { createServer } = require('node:http')
const { join } = require('node:path')

const dist = process.env.RH_DIST ?? join(__dirname, '../../../dist')
const { createRequestListener } = require(join(dist, 'adapters/node.js'))

const server = createServer(createRequestListener(join(__dirname, '../use-cache/app')))
server.listen(0, () => console.log(`http://localhost:${server.address().port}`))

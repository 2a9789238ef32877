/** Plain node:http: nothing but the routes. */
const { createServer } = require('node:http')
const { join } = require('node:path')
const { createRequestListener } = require('../../../dist/adapters/node.js')

const server = createServer(createRequestListener(join(__dirname, '../app')))
server.listen(0, () => console.log(`http://localhost:${server.address().port}`))

/** A server on plain Node, in a process of its own: the renderer is an ES module. */
const { createServer } = require('node:http')
const { join } = require('node:path')
const { createRequestListener } = require('../../dist/adapters/node.js')

const server = createServer(createRequestListener(join(__dirname, 'app')))
server.listen(0, () => process.send(server.address().port))

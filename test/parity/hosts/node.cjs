/** Plain node:http: nothing but the routes. */
const { createServer } = require('node:http')
const { createRequestListener } = require('../../../dist/adapters/node.js')
const { mount } = require('./mount.cjs')

const server = createServer(createRequestListener(...mount))
server.listen(0, () => console.log(`http://localhost:${server.address().port}`))

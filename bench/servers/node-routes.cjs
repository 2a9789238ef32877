const { join } = require('node:path')
const { createRequestListener } = require('route-handlers/node')

module.exports = directory => createRequestListener(join(__dirname, '../app', directory))

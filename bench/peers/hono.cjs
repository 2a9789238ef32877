const { getRequestListener } = require('@hono/node-server')
const handlerWith = require('./fetch-handler.cjs')

module.exports = globals =>
  getRequestListener(handlerWith(globalThis), { overrideGlobalObjects: globals === 'replaced' })

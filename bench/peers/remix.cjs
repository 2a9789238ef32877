const handlerWith = require('./fetch-handler.cjs')

module.exports = async () => {
  const { createRequestListener } = await import('@remix-run/node-fetch-server')
  return createRequestListener(handlerWith(globalThis))
}

/** srvx is an ES module: the listener comes as a promise. */
const handlerWith = require('./fetch-handler.cjs')

module.exports = async classes => {
  const { FastResponse, toNodeHandler } = await import('srvx/node')
  const { Headers, ReadableStream, Response: Native } = globalThis
  const Response = classes === 'fast' ? FastResponse : Native
  return toNodeHandler(handlerWith({ Headers, ReadableStream, Response }))
}

const { bytes, text } = require('../servers/bodies.cjs')
const handlerWith = require('./fetch-handler.cjs')

module.exports = async () => {
  const { H3, getQuery, setCookie, toNodeHandler } = await import('h3')
  const fetchHandler = handlerWith(globalThis)
  const app = new H3()
    .get('/hello', () => 'Hello, world!')
    .get('/user/:id', event => ({
      id: event.context.params.id,
      fields: getQuery(event).fields,
      language: event.req.headers.get('accept-language'),
      requestId: event.req.headers.get('x-request-id'),
    }))
    .post('/echo', event => event.req.json())
    .post('/size', async event => ({ byteLength: (await event.req.arrayBuffer()).byteLength }))
    .get('/big-string', () => text)
    .get('/big-bytes', () => bytes)
    .get('/cookies', event => {
      for (const [name, value] of ['a1', 'b2', 'c3'])
        setCookie(event, name, value, { httpOnly: true, path: '/' })
      return 'ok'
    })
    .get('/stream', event => fetchHandler(event.req))
    .get('/waiting', () => new Promise(() => {}))
    .get('/events', event => fetchHandler(event.req))
  return toNodeHandler(app)
}

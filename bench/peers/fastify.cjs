const { Readable } = require('node:stream')
const fastify = require('fastify')
const { bytes, chunk, chunks, event, text } = require('../servers/bodies.cjs')

module.exports = async () => {
  const app = fastify({ bodyLimit: 2_097_152 })
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  app.get('/hello', async () => 'Hello, world!')
  app.get('/user/:id', async ({ params, query, headers }) => ({
    id: params.id,
    fields: query.fields,
    language: headers['accept-language'],
    requestId: headers['x-request-id'],
  }))
  app.post('/echo', async ({ body }) => body)
  app.post('/size', async ({ body }) => ({ byteLength: body.length }))
  app.get('/stream', (_request, reply) => reply.type('text/plain').send(Readable.from(generate())))
  app.get('/big-string', async () => text)
  app.get('/big-bytes', async () => Buffer.from(bytes.buffer))
  app.get('/cookies', (_request, reply) => {
    for (const [name, value] of ['a1', 'b2', 'c3'])
      reply.header('set-cookie', `${name}=${value}; Path=/; HttpOnly`)
    reply.send('ok')
  })
  app.get('/waiting', () => new Promise(() => {}))
  app.get('/events', (_request, reply) => {
    const body = new Readable({ read() {} })
    body.push(event)
    reply.type('text/event-stream').send(body)
  })
  await app.ready()
  return app.routing
}

function* generate() {
  for (let sent = 0; sent < chunks; sent++) yield chunk
}

const express = require('express')
const { bytes, chunk, chunks, event, text } = require('./bodies.cjs')

module.exports = () => {
  const app = express()
  app.get(['/hello', '/legacy', '/stored'], (_req, res) => res.type('text').send('Hello, world!'))
  app.all('/hello', (_req, res) => res.set('Allow', 'GET, HEAD').status(405).end())
  app.get('/user/:id', (req, res) =>
    res.json({
      id: req.params.id,
      fields: req.query.fields,
      language: req.get('accept-language'),
      requestId: req.get('x-request-id'),
    }),
  )
  app.post('/echo', express.json(), (req, res) => res.json(req.body))
  app.post('/size', express.raw({ limit: '2mb' }), (req, res) =>
    res.json({ byteLength: req.body.length }),
  )
  app.get('/stream', (_req, res) => {
    res.type('text')
    for (let sent = 0; sent < chunks; sent++) res.write(chunk)
    res.end()
  })
  app.get('/big-string', (_req, res) => res.type('text').send(text))
  app.get('/big-bytes', (_req, res) => res.send(Buffer.from(bytes.buffer)))
  app.get('/cookies', (_req, res) => {
    for (const [name, value] of ['a1', 'b2', 'c3']) res.cookie(name, value, { httpOnly: true })
    res.send('ok')
  })
  app.get('/context', require('cookie-parser')(), (req, res) =>
    res.json({ language: req.get('accept-language'), session: req.cookies.session }),
  )
  app.get('/waiting', () => {})
  app.get('/events', (_req, res) => res.type('text/event-stream').write(event))
  return app
}

const express = require('express')

module.exports = () => {
  const app = express()
  app.get(['/hello', '/legacy'], (_req, res) => res.type('text').send('Hello, world!'))
  app.get('/user/:id', (req, res) =>
    res.json({
      id: req.params.id,
      fields: req.query.fields,
      language: req.get('accept-language'),
      requestId: req.get('x-request-id'),
    }),
  )
  app.post('/echo', express.json(), (req, res) => res.json(req.body))
  app.get('/cookies', (_req, res) => {
    for (const [name, value] of ['a1', 'b2', 'c3']) res.cookie(name, value, { httpOnly: true })
    res.send('ok')
  })
  return app
}

const { join } = require('node:path')
const express = require('express')
const { routeHandlers } = require('route-handlers/express')

module.exports = directory => {
  const app = express()
  app.use(routeHandlers(join(__dirname, '../app', directory)))
  app.get('/legacy', (_req, res) => res.type('text').send('Hello, world!'))
  return app
}

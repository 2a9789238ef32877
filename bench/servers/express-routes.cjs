const { join } = require('node:path')
const express = require('express')
const { adapter } = require('./dist.cjs')

module.exports = directory => {
  const app = express()
  app.use(adapter('express').routeHandlers(join(__dirname, '../app', directory)))
  app.get('/legacy', (_req, res) => res.type('text').send('Hello, world!'))
  return app
}

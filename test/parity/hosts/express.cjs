/** Express (of the name given) with the routes, its own 404 and its own error handler. */
const express = require(process.argv[2])
const { routeHandlers } = require('../../../dist/adapters/express.js')
const { mount } = require('./mount.cjs')

const app = express()
app.disable('x-powered-by')
app.disable('etag')
app.use(routeHandlers(...mount))

app.use((_req, res) => {
  res.status(404).type('text').send('handed to the host: its own 404')
})

app.use((error, _req, res, next) => {
  if (res.headersSent) return next(error)
  const { status = 500, code, message } = error
  res
    .status(status)
    .type('text')
    .send(`handed to the host: ${code ?? message}`)
})

const server = app.listen(0, () => console.log(`http://localhost:${server.address().port}`))

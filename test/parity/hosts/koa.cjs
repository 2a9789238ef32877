/** Koa (of the name given) with the routes, its own 404 and its own error handler. */
const Koa = require(process.argv[2])
const { routeHandlers } = require('../../../dist/adapters/koa.js')
const { mount } = require('./mount.cjs')

const app = new Koa()
// What reaches the "error" event was answered below, or its connection was cut.
app.silent = true

app.use(async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    const { status = 500, code, message } = error
    ctx.status = status
    ctx.body = `handed to the host: ${code ?? message}`
  }
})

app.use(routeHandlers(...mount))

app.use(ctx => {
  ctx.status = 404
  ctx.body = 'handed to the host: its own 404'
})

const server = app.listen(0, () => console.log(`http://localhost:${server.address().port}`))

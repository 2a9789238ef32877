const { bodyParser } = require('@koa/bodyparser')
const { Router } = require('@koa/router')
const Koa = require('koa')

module.exports = () => {
  const router = new Router()
  router.get('/hello', ctx => {
    ctx.body = 'Hello, world!'
  })
  router.get('/user/:id', ctx => {
    const { id } = ctx.params
    const { fields } = ctx.query
    const [language, requestId] = [ctx.get('accept-language'), ctx.get('x-request-id')]
    ctx.body = { id, fields, language, requestId }
  })
  router.post('/echo', bodyParser(), ctx => {
    ctx.body = ctx.request.body
  })
  router.get('/cookies', ctx => {
    for (const [name, value] of ['a1', 'b2', 'c3']) ctx.cookies.set(name, value)
    ctx.body = 'ok'
  })
  return new Koa().use(router.routes()).callback()
}

const { Readable } = require('node:stream')
const { bodyParser } = require('@koa/bodyparser')
const { Router } = require('@koa/router')
const Koa = require('koa')
const { bytes, chunk, chunks, event, text } = require('./bodies.cjs')

module.exports = () => {
  const router = new Router()
  router.get(['/hello', '/stored'], ctx => {
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
  router.post('/size', async ctx => {
    const parts = []
    for await (const part of ctx.req) parts.push(part)
    ctx.body = { byteLength: Buffer.concat(parts).length }
  })
  router.get('/cookies', ctx => {
    for (const [name, value] of ['a1', 'b2', 'c3']) ctx.cookies.set(name, value)
    ctx.body = 'ok'
  })
  router.get('/context', ctx => {
    ctx.body = { language: ctx.get('accept-language'), session: ctx.cookies.get('session') }
  })
  bodies(router)
  const app = new Koa().use(router.routes()).use(router.allowedMethods())
  // It prints each stream that its client has left.
  app.silent = true
  return app.callback()
}

function bodies(router) {
  router.get('/stream', ctx => {
    ctx.type = 'text'
    ctx.body = Readable.from(generate())
  })
  router.get('/big-string', ctx => {
    ctx.body = text
  })
  router.get('/big-bytes', ctx => {
    ctx.body = Buffer.from(bytes.buffer)
  })
  router.get('/waiting', () => new Promise(() => {}))
  router.get('/events', ctx => {
    ctx.type = 'text/event-stream'
    ctx.body = new Readable({ read() {} })
    ctx.body.push(event)
  })
}

function* generate() {
  for (let sent = 0; sent < chunks; sent++) yield chunk
}

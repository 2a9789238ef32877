/**
 * Reliability 0.10: mounting an empty directory first leaves every answer of an Express or Koa
 * application exactly as it was. Each request goes to the application with and without the mount.
 */
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Answer } from './client/answer'
import { Wire } from './client/wire'
import { loose } from './host/loose'
import { multipart } from './multipart'
import './trap'

const upload = multipart([
  ['title', 'a'],
  ['file', 'f.txt', 'text/plain', 'content'],
])

const raw = (text: string) => ({ bytes: text.replaceAll('\n', '\r\n') })
const post = (target: string, type: string, body: string | Buffer, extra = {}) => ({
  method: 'POST',
  path: target,
  headers: { 'content-type': type, ...extra },
  body,
})

const requests: ReadonlyArray<any> = [
  { path: '/' },
  { path: '/json' },
  { path: '/json', headers: { 'accept-encoding': 'gzip' } },
  { path: '/text?a=1&a=2&b[c]=3' },
  { path: '/stream' },
  { path: '/empty' },
  { path: '/redirect' },
  { path: '/cookies', headers: { cookie: 'a=1' } },
  { path: '/throws' },
  { path: '/rejects' },
  { path: '/missing' },
  { path: '/params/a%2Fb' },
  { path: '/params/%E4' },
  { path: '/static/x/../y' },
  { path: '//evil.example/x' },
  { method: 'HEAD', path: '/json' },
  { method: 'OPTIONS', path: '/json' },
  { method: 'DELETE', path: '/json' },
  { method: 'TRACE', path: '/json' },
  { method: 'PURGE', path: '/json' },
  post('/echo', 'application/json', '{"a":1}'),
  post('/echo', 'application/json', '{broken'),
  post('/echo', 'application/json', gzipSync('{"a":1}'), { 'content-encoding': 'gzip' }),
  post('/echo', 'application/x-www-form-urlencoded', 'a=1&b=2'),
  post('/echo', 'text/plain', 'x'.repeat(300_000)),
  post('/length', upload.type, upload.body),
  raw('GET /json HTTP/1.0\n\n'),
  raw('GET http://other/json HTTP/1.1\nHost: h\n\n'),
  raw('GET /json HTTP/1.1\nHost: a@b\n\n'),
  raw('OPTIONS * HTTP/1.1\nHost: h\n\n'),
  raw('POST /length HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n'),
]

function expressApp(packageName: string, mount: any): http.RequestListener {
  const express = loose(packageName)
  const app = express()
  app.set('env', 'test')
  if (mount) app.use(mount)
  app.use(loose('compression')())
  app.post('/length', async (req: any, res: any) => {
    let size = 0
    for await (const piece of req) size += piece.length
    res.json({ size })
  })
  app.use(express.json(), express.urlencoded({ extended: true }), express.text())
  app.get('/', (_req: any, res: any) => res.send('home'))
  app.get('/json', (req: any, res: any) => res.json({ url: req.url, pad: 'x'.repeat(2_000) }))
  app.get('/text', (req: any, res: any) => res.type('text').send(JSON.stringify(req.query)))
  app.get('/stream', (_req: any, res: any) => {
    res.write('one')
    setTimeout(() => res.end('two'), 10)
  })
  app.get('/empty', (_req: any, res: any) => res.status(204).end())
  app.get('/redirect', (_req: any, res: any) => res.redirect('/json'))
  app.get('/cookies', (req: any, res: any) => res.cookie('b', '2').send(req.headers.cookie))
  app.get('/throws', () => {
    throw Object.assign(new Error('failed'), { status: 418 })
  })
  app.get('/rejects', (_req: any, _res: any, next: any) => next(new Error('rejected')))
  app.get('/params/:id', (req: any, res: any) => res.json(req.params))
  app.post('/echo', (req: any, res: any) => res.json(req.body))
  return app
}

function koaApp(packageName: string, mount: any): http.RequestListener {
  const Koa = loose(packageName)
  const app = new Koa()
  app.silent = true
  if (mount) app.use(mount)
  app.use(loose('koa-compress')())
  const routes: Record<string, (ctx: any) => unknown> = {
    '/': ctx => (ctx.body = 'home'),
    '/json': ctx => (ctx.body = { url: ctx.url, pad: 'x'.repeat(2_000) }),
    '/text': ctx => (ctx.body = JSON.stringify(ctx.query)),
    '/stream': ctx => (ctx.body = require('node:stream').Readable.from(['one', 'two'])),
    '/empty': ctx => (ctx.status = 204),
    '/redirect': ctx => ctx.redirect('/json'),
    '/cookies': ctx => {
      ctx.cookies.set('b', '2')
      ctx.body = ctx.headers.cookie
    },
    '/throws': ctx => ctx.throw(418, 'failed'),
    '/rejects': () => Promise.reject(new Error('rejected')),
    '/echo': ctx => (ctx.body = ctx.request.body),
  }
  app.use(async (ctx: any, next: any) => {
    if (ctx.path !== '/length') return next()
    let size = 0
    for await (const piece of ctx.req) size += piece.length
    ctx.body = { size }
  })
  app.use(loose('@koa/bodyparser').bodyParser({ enableTypes: ['json', 'form', 'text'] }))
  app.use(async (ctx: any) => routes[ctx.path]?.(ctx))
  return app.callback()
}

const hosts: Array<[name: string, entry: string, build: (mount?: any) => http.RequestListener]> = [
  ['express4', 'express', mount => expressApp('express4', mount)],
  ['express5', 'express', mount => expressApp('express', mount)],
  ['koa2', 'koa', mount => koaApp('koa2', mount)],
  ['koa3', 'koa', mount => koaApp('koa', mount)],
]

async function serve(listener: http.RequestListener): Promise<http.Server> {
  const server = http.createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Ports differ from server to server, so every request names the same Host. */
async function answerOf(server: http.Server, line: any): Promise<Answer> {
  const wire = await Wire.open((server.address() as AddressInfo).port)
  try {
    if (line.bytes) return await wire.raw(line.bytes, line.bytes.split(' ')[0]).answer()
    return await wire.exchange({ ...line, headers: { host: 'h', ...line.headers } })
  } finally {
    wire.close()
  }
}

/** Everything the client can see, but for the date. */
function visible(answer: Answer): object {
  const lines = answer.lines.filter(([name]) => name !== 'date')
  return {
    status: answer.status,
    reason: answer.reason,
    lines,
    body: answer.body.toString('latin1'),
    cut: answer.cut,
  }
}

const shown = (line: any) =>
  line.bytes
    ? JSON.stringify(line.bytes.slice(0, 40))
    : `${line.method ?? 'GET'} ${line.path} ${line.headers?.['content-type'] ?? ''}`

/** Express prints stacks outside production, and our frame is in them: messages only, here. */
const { stackTraceLimit } = Error
beforeAll(() => {
  Error.stackTraceLimit = 0
})
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit
})

describe.each(hosts)('%s', (name, entry, build) => {
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'empty-app-'))
  let mount: any
  let servers: [http.Server, http.Server]

  beforeAll(async () => {
    mount = loose(`route-handlers/${entry}`).routeHandlers(empty)
    servers = [await serve(build()), await serve(build(mount))]
    await mount.ready()
  })
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
    await mount.close()
    fs.rmdirSync(empty)
  })

  test.each(requests.map(line => [shown(line), line]))(
    `${name}: non-interference: an empty directory changes nothing about %s`,
    async (_shown, line) => {
      const [without, within] = await Promise.all(servers.map(server => answerOf(server, line)))
      expect(visible(within!)).toEqual(visible(without!))
    },
  )
})

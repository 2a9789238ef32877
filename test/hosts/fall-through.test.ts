/** Interop rules, chapters 1 and 2: the order of work, and what goes on to the host. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { Wire } from './client/wire'
import { type Layer, step } from './host/layer'
import { loose } from './host/loose'
import { expectFailed, expectPassedOn } from './outcomes'
import { type NotApplicable, noNext, rule, syntaxOfHttp1, warningsDuring } from './table'
import './trap'

const onlyListener: NotApplicable = Object.fromEntries(
  ['express4', 'express5', 'koa2', 'koa3', 'koa3 over http2', 'node:http2'].map(name => [
    name,
    'about the request listener of node:http',
  ]),
)

function listeners(emitter: any): Record<string, number> {
  return Object.fromEntries(
    emitter.eventNames().map((name: string) => [String(name), emitter.listenerCount(name)]),
  )
}

function picture(req: any, res: any) {
  return {
    read: req.readableDidRead,
    flowing: req.readableFlowing,
    req: listeners(req),
    res: listeners(res),
    headers: { ...res.getHeaders() },
    status: res.statusCode,
  }
}

rule(
  'FT-1',
  'an unmatched path reaches the legacy route untouched',
  async start => {
    const pictures: object[] = []
    const look = step((req, res) => pictures.push(picture(req, res)))
    const app = await start({
      before: [look],
      behind: [look, step((_req, res) => res.end('legacy'))],
    })
    const answer = await app.send({ method: 'POST', path: '/unknown', body: 'x' })
    expect(answer.text).toBe('legacy')
    expect(pictures[1]).toEqual(pictures[0])
  },
  noNext,
)

rule('FT-1', 'an unmatched POST arrives with its whole body', async (start, host) => {
  const app = await start()
  const body = 'b'.repeat(200_000)
  const answer = await app.send({ method: 'POST', path: '/unknown?a=1', body })
  expectPassedOn(host, answer)
  if (host.kind !== 'node') expect(answer.json()).toMatchObject({ url: '/unknown?a=1', body })
})

rule('FT-1', 'an unmatched path keeps the status and headers of the host', async (start, host) => {
  const app = await start({ before: ['setCookie', 'vary'] })
  const answer = await app.get('/unknown')
  expectPassedOn(host, answer)
  expect(answer.all('set-cookie')).toEqual(['host=1; Path=/'])
  expect(answer.one('vary')).toMatch(/Origin/)
})

rule('ORD-1', 'TRACE on an unmatched path reaches the legacy route', async (start, host) => {
  const app = await start()
  expectPassedOn(host, await app.send({ method: 'TRACE', path: '/unknown' }))
})

rule(
  'ORD-1',
  'a bad Host on an unmatched path is the business of the legacy route',
  async (start, host) => {
    const app = await start()
    expectPassedOn(host, await app.bytes('GET /unknown HTTP/1.1\r\nHost: a@b\r\n\r\n'))
  },
  syntaxOfHttp1,
)

rule('ORD-2 and row 207', 'a request that was already answered runs no handler', async start => {
  let runs = 0
  const handler = () => {
    runs++
    return new Response('late')
  }
  const app = await start({ before: ['answered'], handler, behind: 'nothing' })
  const warnings = await warningsDuring(async () => {
    expect((await app.get(app.inline)).text).toBe('early')
    expect((await app.get(app.inline)).text).toBe('early')
  })
  expect(runs).toBe(0)
  expect(app.seen.reported).toEqual([])
  const codes = warnings.map(warning => warning.code).filter(code => code === 'RH_ALREADY_ANSWERED')
  expect(codes.length).toBeLessThanOrEqual(1)
})

rule('row 206', 'a half-written answer is neither completed nor left open', async start => {
  let runs = 0
  const app = await start({
    before: ['halfWritten'],
    handler: () => {
      runs++
      return new Response('ours')
    },
  })
  const answer = await app.get(app.inline)
  expect(answer.text).toBe('partial')
  expect(answer.cut).toBe(true)
  expect(runs).toBe(0)
})

rule('FT-2 and row 73', 'a missing method is 405 with Allow and an empty body', async start => {
  const app = await start()
  const answer = await app.send({ method: 'DELETE', path: '/users' })
  expect([answer.status, answer.text]).toEqual([405, ''])
  expect(answer.one('allow')).toBe('GET, HEAD, OPTIONS, POST')
  expect(app.seen.legacy).toEqual([])
})

rule(
  'FT-2',
  "a missing method goes on with its body under fallthrough 'method'",
  async (start, host) => {
    const app = await start({ options: { fallthrough: 'method' } })
    const answer = await app.send({ method: 'PUT', path: '/users', body: 'legacy put' })
    expectPassedOn(host, answer)
    expect(answer.json()).toMatchObject({ method: 'PUT', body: 'legacy put' })
    expect((await app.get('/users')).json()).toEqual([{ id: 1 }])
  },
  noNext,
)

rule(
  'FT-3',
  'with fallthrough false unknown paths are 404 and missing methods 405',
  async start => {
    const app = await start({ options: { fallthrough: false } })
    const unknown = await app.get('/unknown')
    expect([unknown.status, unknown.text]).toEqual([404, ''])
    const method = await app.send({ method: 'DELETE', path: '/reads' })
    expect([method.status, method.one('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(app.seen.legacy).toEqual([])
  },
)

rule(
  'FT-4',
  'pass() hands the request on, its body unread',
  async (start, host) => {
    const { pass } = loose('route-handlers')
    const app = await start({ handler: () => pass() })
    const answer = await app.send({ method: 'POST', path: app.inline, body: 'mine' })
    expectPassedOn(host, answer)
    expect(answer.json()).toMatchObject({ method: 'POST', url: app.inline, body: 'mine' })
  },
  noNext,
)

rule(
  'FT-4',
  'pass() after reading the live body is an error, not a request without body',
  async (start, host) => {
    const { pass } = loose('route-handlers')
    const app = await start({
      handler: async request => {
        await request.text()
        return pass()
      },
    })
    const answer = await app.send({ method: 'POST', path: app.inline, body: 'mine' })
    expectFailed(host, app, answer, 'RH_PASS_AFTER_READ')
  },
  noNext,
)

rule(
  'FT-4',
  'pass() after reading a body that a parser holds is allowed',
  async (start, host) => {
    const { pass } = loose('route-handlers')
    const app = await start({
      parsers: ['json'],
      handler: async request => {
        await request.json()
        return pass()
      },
    })
    const headers = { 'content-type': 'application/json' }
    const answer = await app.send({ method: 'POST', path: app.inline, headers, body: '{"a":1}' })
    expectPassedOn(host, answer)
    expect(answer.json().body).toEqual({ a: 1 })
  },
  { ...noNext, fastify5: 'a hook that has read a body leaves nothing for the parsers of a route' },
)

for (const [what, value] of [
  ['undefined', undefined],
  ['null', null],
  ['a string', 'text'],
  ['a plain object', { status: 200 }],
] as const) {
  rule('FT-5 and rows 129, 130', `${what} is a mistake, not a decline`, async (start, host) => {
    const app = await start({ handler: () => value })
    const error = expectFailed(host, app, await app.get(app.inline), 'RH_NO_RESPONSE')
    expect(error.message).toMatch(/inline.\[id\]/)
    expect(error.message).toMatch(/GET/)
  })
}

rule(
  'FT-6',
  'several mounts work independently, the first match wins',
  async (start, host) => {
    const app = await start({ also: [{ dir: 'other' }, { dir: 'app' }] })
    expect((await app.get('/users')).status).toBe(200)
    expect((await app.get('/other')).text).toBe('other')
    expect((await app.get('/reads')).text).toBe('read')
    expectPassedOn(host, await app.get('/unknown'))
  },
  noNext,
)

rule('FT-6', 'mounted behind legacy routes we fill the gaps', async start => {
  const legacyUsers = {
    connect: (req: any, res: any, next: () => void) =>
      req.url === '/users' ? res.end('legacy users') : next(),
    koa: async (ctx: any, next: () => Promise<void>) => {
      if (ctx.path !== '/users') return next()
      ctx.body = 'legacy users'
    },
  }
  const app = await start({ before: [legacyUsers] })
  expect((await app.get('/users')).text).toBe('legacy users')
  expect((await app.get('/reads')).text).toBe('read')
})

rule('FT-7', 'a request that arrives before the scan is done waits', async start => {
  const app = await start({ cold: true })
  const answers = await Promise.all([app.get('/reads'), app.get('/users'), app.get('/unknown')])
  expect(answers.slice(0, 2).map(answer => answer.status)).toEqual([200, 200])
  expect(app.seen.legacy.every(hit => hit.url === '/unknown')).toBe(true)
})

rule(
  'FT-8',
  'a missing directory throws synchronously and names the directory',
  async (_, host) => {
    const entry = host.kind === 'node' ? 'createRequestListener' : 'routeHandlers'
    const create = loose(`route-handlers/${host.kind}`)[entry]
    const missing = path.join(__dirname, 'fixtures/no-such-directory')
    expect(() => create(missing)).toThrow(
      expect.objectContaining({
        code: 'RH_DIRECTORY_MISSING',
        message: expect.stringContaining('no-such-directory'),
      }),
    )
  },
)

rule(
  'FT-8',
  'conflicting files throw synchronously: nothing comes up half mounted',
  async (_, host) => {
    const entry = host.kind === 'node' ? 'createRequestListener' : 'routeHandlers'
    const create = loose(`route-handlers/${host.kind}`)[entry]
    expect(() => create(path.join(__dirname, 'fixtures/conflict'))).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^RH_/) }),
    )
  },
)

rule(
  'FT-8',
  'a module that fails to load is an error of its own route only',
  async (start, host) => {
    const app = await start({ dir: 'broken', cold: true })
    await Promise.resolve(app.mount.ready()).catch(() => {})
    expect((await app.get('/good')).text).toBe('good')
    app.seen.errors.length = app.seen.reported.length = 0
    expectFailed(host, app, await app.get('/bad'))
    expect((await app.get('/good')).text).toBe('good')
  },
)

rule(
  'FT-9 and row 7',
  'OPTIONS * is never ours',
  async (start, host) => {
    const app = await start()
    const answer = await app.bytes('OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 'OPTIONS')
    if (host.kind === 'node') expect([204, 400, 404]).toContain(answer.status)
    else expectPassedOn(host, answer)
  },
  syntaxOfHttp1,
)

for (const method of ['PURGE', 'PROPFIND']) {
  rule('FT-9', `an exported ${method} runs`, async start => {
    const app = await start()
    const answer = await app.send({ method, path: '/extended' })
    expect([answer.status, answer.text]).toEqual([200, method])
  })
}

rule('FT-9', 'TRACE on a matched path is a method nobody serves', async start => {
  const app = await start()
  const answer = await app.send({ method: 'TRACE', path: '/reads' })
  expect([answer.status, answer.one('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
})

rule(
  'FT-9',
  "TRACE on a matched path goes on under fallthrough 'method'",
  async (start, host) => {
    const app = await start({ options: { fallthrough: 'method' } })
    expectPassedOn(host, await app.send({ method: 'TRACE', path: '/reads' }))
  },
  noNext,
)

rule(
  'FT-11',
  'next is called at most once, and never after our answer',
  async start => {
    const calls: string[] = []
    const count = step(req => calls.push(req.url))
    const app = await start({ behind: [count, step((_req, res) => res.end('legacy'))] })
    await app.get('/reads')
    await app.send({ method: 'DELETE', path: '/reads' })
    expect(calls).toEqual([])
    await app.get('/unknown')
    expect(calls).toHaveLength(1)
  },
  noNext,
)

rule(
  'row 210',
  'a request that the host sends through the chain twice runs its handler once',
  async start => {
    let runs = 0
    const twice: Layer = {
      connect(_req, _res, next) {
        next()
        next()
      },
      koa: () => {},
    }
    const app = await start({
      before: [twice],
      handler: () => {
        runs++
        return new Response('once')
      },
    })
    expect((await app.get(app.inline)).cut).toBe(false)
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(runs).toBe(1)
    expect(app.seen.reported).toEqual([])
  },
  {
    koa2: 'koa-compose refuses a second next()',
    koa3: 'koa-compose refuses a second next()',
    'koa3 over http2': 'koa-compose refuses a second next()',
  },
)

rule(
  'FT-1 and ERR-1',
  'given next, the request listener is a Connect middleware: it goes on, and hands over errors',
  async () => {
    const { createRequestListener } = loose('route-handlers/node')
    const listener = createRequestListener(path.join(__dirname, 'fixtures/app'))
    const server = http.createServer((req, res) =>
      listener(req, res, (error: any) => res.end(`connect ${error?.code ?? req.url}`)),
    )
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const wire = await Wire.open((server.address() as AddressInfo).port)
    expect((await wire.exchange({ path: '/unknown' })).text).toBe('connect /unknown')
    expect((await wire.exchange({ path: '/reads' })).text).toBe('read')
    expect((await wire.exchange({ path: '/item/%zz' })).text).toBe('connect RH_BAD_PATH')
    wire.close()
    server.close()
    await listener.close()
  },
  onlyListener,
)

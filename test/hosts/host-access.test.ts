/** Interop rules, chapter 14: the host from inside a handler. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type Layer, step } from './host/layer'
import { loose } from './host/loose'
import { rule } from './table'
import './trap'

const { host: hostOf, getNodeRequest } = loose('route-handlers')

rule('CTX-1', 'host() names its kind and carries the objects of the host', async (start, host) => {
  const app = await start({
    handler: async request => {
      await new Promise(resolve => setTimeout(resolve, 2))
      const here = hostOf()
      const req = here.req ?? here.ctx.req
      return Response.json([
        here.kind,
        req === getNodeRequest(request),
        req.method,
        Object.keys(here).sort(),
      ])
    },
  })
  const [kind, same, method] = (await app.get(app.inline)).json()
  expect([kind, same, method]).toEqual([host.kind, true, 'GET'])
})

rule('CTX-1', 'what earlier middleware put on the request is there', async start => {
  const user: Layer = {
    connect(req, res, next) {
      req.user = { id: 7 }
      if (res.locals) res.locals.tenant = 't'
      next()
    },
    async koa(ctx, next) {
      ctx.state.user = { id: 7 }
      return next()
    },
  }
  const app = await start({
    before: [user],
    handler: () => Response.json(hostOf().req?.user ?? hostOf().ctx.state.user),
  })
  expect((await app.get(app.inline)).json()).toEqual({ id: 7 })
})

rule(
  'CTX-2',
  'the context option adds members beside params, once per matched request',
  async (start, host) => {
    let calls = 0
    const context =
      host.kind === 'koa'
        ? (ctx: any) => ({ method: ctx.method, n: ++calls })
        : (req: any, res: any) => ({ method: req.method, n: ++calls, res: typeof res.end })
    const app = await start({
      options: { context },
      handler: async (_request, { params, method, n }) =>
        Response.json({ method, n, params: await params }),
    })
    await app.get('/unknown')
    expect((await app.get(app.inline)).json()).toMatchObject({ method: 'GET', n: 1 })
    expect(calls).toBe(1)
  },
)

rule(
  'CTX-3',
  'references are live: a session changed in a handler is saved',
  async start => {
    const app = await start({
      before: ['session'],
      handler: () => {
        const session = (hostOf().request ?? hostOf().req)?.session ?? hostOf().ctx.session
        session.n = (session.n ?? 0) + 1
        return Response.json(session.n)
      },
    })
    const first = await app.get(app.inline)
    const cookie = first
      .all('set-cookie')
      .map(line => line.split(';')[0])
      .join('; ')
    expect([first.json(), cookie]).toEqual([1, expect.stringContaining('sid')])
    expect((await app.get(app.inline, { cookie })).json()).toBe(2)
  },
  { 'node:http2': 'express-session does not run on node:http2' },
)

rule('CTX-4', 'outside a request host() throws a coded error that explains itself', async start => {
  await start()
  expect(() => hostOf()).toThrow(expect.objectContaining({ code: 'RH_NO_HOST' }))
})

rule('CTX-4', 'under fetch(request) there is no host', async start => {
  const app = await start({
    handler: () => {
      try {
        return Response.json(hostOf().kind)
      } catch (error: any) {
        return Response.json(error.code)
      }
    },
  })
  const response: Response = await app.mount.fetch(new Request(`http://local${app.inline}`))
  expect(await response.json()).toBe('RH_NO_HOST')
})

const store = new AsyncLocalStorage<string>()

const enter: Layer = {
  connect: (_req, _res, next) => store.run('from the host', next),
  koa: (_ctx, next) => store.run('from the host', next),
}

for (const parsers of [[], ['json']] as const) {
  const where = parsers.length > 0 ? ' behind a parser' : ''
  rule(
    'CTX-5',
    `the async context of the host survives${where}: handler, pull, cancel`,
    async start => {
      const seen: Array<string | undefined> = []
      let cancelled: string | undefined
      const app = await start({
        before: [enter],
        parsers,
        handler: async request => {
          seen.push(store.getStore())
          await request.text()
          seen.push(store.getStore())
          return new Response(
            new ReadableStream({
              async pull(controller) {
                await new Promise(resolve => setTimeout(resolve, 5))
                seen.push(store.getStore())
                controller.enqueue(new TextEncoder().encode('x'))
              },
              cancel() {
                cancelled = store.getStore() ?? 'lost'
              },
            }),
          )
        },
      })
      const headers = { 'content-type': 'application/json' }
      const exchange = await app.open({ method: 'POST', path: app.inline, headers, body: '{}' })
      await exchange.head()
      await exchange.piece()
      expect(seen.slice(0, 3)).toEqual(['from the host', 'from the host', 'from the host'])
      exchange.leave()
      await new Promise(resolve => setTimeout(resolve, 100))
      expect(cancelled).toBe('from the host')
    },
  )
}

rule('CTX-5', 'the async context of the host survives into after()', async start => {
  const { after } = loose('route-handlers/next/server')
  const seen: unknown[] = []
  const app = await start({
    before: [enter],
    handler: () => {
      after(() => {
        seen.push(store.getStore())
      })
      return new Response('answered')
    },
  })
  await app.get(app.inline)
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(seen).toEqual(['from the host'])
})

rule('CTX-6', 'host().ip is the address as the host sees it', async (start, host) => {
  const app = await start({ trustProxy: true, handler: () => Response.json(hostOf().ip) })
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  expect((await app.get(app.inline, headers)).json()).toBe(
    host.kind === 'node' ? '127.0.0.1' : '203.0.113.9',
  )
})

rule('CTX-6', 'without trust it is the address of the socket', async start => {
  const app = await start({ handler: () => Response.json(hostOf().ip) })
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  expect((await app.get(app.inline, headers)).json()).toMatch(/127\.0\.0\.1$/)
})

rule('CTX-1 and row 204', 'concurrent requests see their own host', async start => {
  const app = await start({
    before: [
      step(req => {
        req.mark = req.headers['x-mark']
      }),
    ],
    handler: async () => {
      await new Promise(resolve => setTimeout(resolve, Math.random() * 10))
      return new Response((hostOf().req ?? hostOf().ctx.req).mark)
    },
  })
  const marks = Array.from({ length: 20 }, (_, at) => String(at))
  const answers = await Promise.all(marks.map(mark => app.get(app.inline, { 'x-mark': mark })))
  expect(answers.map(answer => answer.text)).toEqual(marks)
})

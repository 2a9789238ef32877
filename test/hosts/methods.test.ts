/** Interop rules, chapter 3: methods, HEAD, OPTIONS, 405; reliability table C. */
import { type Layer, step } from './host/layer'
import { loose } from './host/loose'
import { endless } from './streams'
import { noNext, onlyExpress, onlyKoa, rule, syntaxOfHttp1 } from './table'
import './trap'

const allowOf: Array<[path: string, allow: string]> = [
  ['/users', 'GET, HEAD, OPTIONS, POST'],
  ['/reads', 'GET, HEAD, OPTIONS'],
  ['/writes', 'OPTIONS, POST'],
  ['/own-options', 'GET, HEAD, OPTIONS'],
  ['/extended', 'OPTIONS, PROPFIND, PURGE, QUERY'],
]

rule('MT-1', 'Allow is the sorted union of exports, HEAD with GET, and OPTIONS', async start => {
  const app = await start()
  for (const [path, allow] of allowOf) {
    const answer = await app.send({ method: 'PATCH', path })
    expect([path, answer.status, answer.one('allow')]).toEqual([path, 405, allow])
  }
})

rule('MT-2 (d)', 'OPTIONS without method fall-through is 204 at once', async start => {
  const app = await start()
  const answer = await app.send({ method: 'OPTIONS', path: '/users' })
  expect([answer.status, answer.text]).toEqual([204, ''])
  expect(answer.one('allow')).toBe('GET, HEAD, OPTIONS, POST')
  expect(answer.one('content-length')).toBeUndefined()
  expect(app.seen.legacy).toEqual([])
})

rule('MT-2', 'an exported OPTIONS is used', async start => {
  const app = await start()
  const answer = await app.send({ method: 'OPTIONS', path: '/own-options' })
  expect([answer.status, answer.text, answer.one('x-options')]).toEqual([200, 'mine', 'own'])
})

/** Legacy `PUT /users`, answered by the host's own router. */
function legacyRouter(packageName: string): Layer {
  return {
    get connect() {
      const express = loose(packageName)
      const router = express.Router()
      router.put('/users', (_req: unknown, res: any) => res.send('legacy put'))
      return router
    },
    get koa() {
      const { Router } = loose('@koa/router')
      const router = new Router()
      router.put('/users', (ctx: any) => {
        ctx.body = 'legacy put'
      })
      const routes = router.routes()
      const allowed = router.allowedMethods()
      return (ctx: any, next: () => Promise<void>) => routes(ctx, () => allowed(ctx, next))
    },
  }
}

rule(
  'MT-2 (a)',
  'Allow is the union with the methods that the host serves',
  async (start, host) => {
    const router = legacyRouter(host.name === 'express4' ? 'express4' : 'express')
    const app = await start({ options: { fallthrough: 'method' }, behind: [router] })
    const answer = await app.send({ method: 'OPTIONS', path: '/users' })
    expect([200, 204]).toContain(answer.status)
    expect(answer.one('allow')).toBe('GET, HEAD, OPTIONS, POST, PUT')
    expect((await app.send({ method: 'PUT', path: '/users' })).text).toBe('legacy put')
  },
  { ...noNext, fastify5: 'has its own test in fastify.test.ts' },
)

rule(
  'MT-2 (b)',
  'OPTIONS that nobody else answers is 204 with our Allow and nothing of the 404 page',
  async start => {
    const app = await start({ options: { fallthrough: 'method' }, behind: 'nothing' })
    const answer = await app.send({ method: 'OPTIONS', path: '/users' })
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(answer.one('allow')).toBe('GET, HEAD, OPTIONS, POST')
    for (const name of ['content-type', 'content-length', 'content-security-policy'])
      expect([name, answer.one(name)]).toEqual([name, undefined])
    expect(answer.one('x-content-type-options')).toBeUndefined()
  },
  noNext,
)

const corsBehind: Layer = {
  get connect() {
    return loose('cors')({ origin: 'https://shop.example' })
  },
  get koa() {
    return loose('@koa/cors')({ origin: 'https://shop.example' })
  },
}

rule(
  'MT-2 (c)',
  'a CORS middleware mounted after us still answers the preflight',
  async start => {
    const app = await start({ options: { fallthrough: 'method' }, behind: [corsBehind] })
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'PUT' }
    const answer = await app.send({ method: 'OPTIONS', path: '/users', headers })
    expect(answer.status).toBe(204)
    expect(answer.one('access-control-allow-origin')).toBe('https://shop.example')
    expect(answer.one('access-control-allow-methods')).toMatch(/PUT/)
  },
  noNext,
)

rule('MT-6 and row 70', 'HEAD runs GET, with its headers and without its body', async start => {
  const methods: string[] = []
  const watched = endless()
  const app = await start({
    handler: request => {
      methods.push(request.method)
      return new Response(watched.stream, { headers: { 'x-from': 'get' } })
    },
  })
  const answer = await app.send({ method: 'HEAD', path: app.inline })
  expect([answer.status, answer.one('x-from'), answer.text]).toEqual([200, 'get', ''])
  expect(methods).toEqual(['HEAD'])
})

rule('row 71', 'an exported HEAD is used', async start => {
  const app = await start()
  const answer = await app.send({ method: 'HEAD', path: '/own-head' })
  expect([answer.status, answer.one('x-head')]).toEqual([200, 'own'])
})

rule('row 73', 'HEAD on a file without GET is 405', async start => {
  const app = await start()
  const answer = await app.send({ method: 'HEAD', path: '/writes' })
  expect([answer.status, answer.one('allow'), answer.text]).toEqual([405, 'OPTIONS, POST', ''])
})

rule('row 65', 'methods beyond those of Next are 405 unless exported', async start => {
  const app = await start()
  for (const method of ['PROPFIND', 'LINK', 'M-SEARCH', 'PURGE'])
    expect([method, (await app.send({ method, path: '/reads' })).status]).toEqual([method, 405])
})

rule('row 68', 'method override headers and fields have no effect', async start => {
  const app = await start()
  const headers = { 'x-http-method-override': 'DELETE' }
  expect((await app.send({ path: '/reads?_method=DELETE', headers })).status).toBe(200)
})

for (const [method, status] of [
  ['FOO', 405],
  ['get', 200],
] as const) {
  rule('row 69', `req.method = '${method}' set by the host is ${status}`, async start => {
    const rewrite = step(req => {
      req.method = method
    })
    const app = await start({ before: [rewrite] })
    expect((await app.get('/reads')).status).toBe(status)
  })
}

rule(
  'row 74',
  'an 8 MB body on a 405 is drained and the connection serves the next request',
  async start => {
    const app = await start()
    const wire = await app.wire()
    const body = Buffer.alloc(8_000_000, 120)
    expect((await wire.exchange({ method: 'POST', path: '/reads', body })).status).toBe(405)
    expect((await wire.exchange({ path: '/reads' })).text).toBe('read')
  },
  syntaxOfHttp1,
)

rule(
  'MT-4',
  'with fallthrough method an app.get() of the host answers GET and HEAD beside our POST',
  async (start, host) => {
    const get: Layer = {
      get connect() {
        const router = loose(host.name === 'express4' ? 'express4' : 'express').Router()
        router.get('/writes', (_req: unknown, res: any) => res.send('legacy get'))
        return router
      },
      koa: () => {},
    }
    const app = await start({ options: { fallthrough: 'method' }, behind: [get] })
    expect((await app.get('/writes')).text).toBe('legacy get')
    expect((await app.send({ method: 'HEAD', path: '/writes' })).status).toBe(200)
    expect((await app.send({ method: 'POST', path: '/writes' })).text).toBe('written')
    const options = await app.send({ method: 'OPTIONS', path: '/writes' })
    expect(options.one('allow')).toBe('GET, HEAD, OPTIONS, POST')
  },
  onlyExpress,
)

rule(
  'MT-3',
  'a legacy handler that answers OPTIONS itself keeps its body and status',
  async start => {
    const answerOptions: Layer = {
      connect: (_req, res) => res.end('never'),
      koa: (ctx: any) => {
        ctx.status = 200
        ctx.body = 'legacy options'
      },
    }
    const app = await start({ options: { fallthrough: 'method' }, behind: [answerOptions] })
    const answer = await app.send({ method: 'OPTIONS', path: '/users' })
    expect([answer.status, answer.text]).toEqual([200, 'legacy options'])
  },
  onlyKoa,
)

/** What only Fastify has: hooks, prefixes, plugins, inject(), and a router that knows no order. */
import { once } from 'node:events'
import http2 from 'node:http2'
import { fastifyPackage } from './host/fastify-package'
import { loose } from './host/loose'
import './trap'

const { routeHandlers } = loose('route-handlers/fastify')
const { host } = loose('route-handlers')

const running: any[] = []

function fastify(options: object = {}): any {
  const app = fastifyPackage('fastify')({ forceCloseConnections: true, ...options })
  running.push(app)
  return app
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(app => app.close()))
})

const text = (value: string) => () => new Response(value)

const users = { './users/[id]/route.ts': { GET: text('route file') } }

const bodyOf = async (app: any, url: string, method = 'GET') =>
  (await app.inject({ url, method })).body

describe('Fastify: FT-6: of a path that both have', () => {
  it('route files take those routes over that are added later', async () => {
    const app = fastify()
    await app.register(routeHandlers(users))
    app.get('/users/me', () => 'legacy')
    app.get('/users/:id', () => 'legacy')
    app.get('/other/:id', () => 'legacy')
    const answers = await Promise.all(
      ['/users/me', '/users/7', '/other/7'].map(url => bodyOf(app, url)),
    )
    expect(answers).toEqual(['route file', 'route file', 'legacy'])
  })

  it('and those that were added before', async () => {
    const app = fastify()
    app.get('/users/me', () => 'legacy')
    app.get('/users/:id/posts', () => 'legacy')
    await app.register(routeHandlers(users))
    expect(await bodyOf(app, '/users/me')).toBe('route file')
    expect(await bodyOf(app, '/users/7/posts')).toBe('legacy')
  })

  it('a wildcard of the application is asked where there is no route file', async () => {
    const app = fastify()
    app.all('/*', () => 'legacy')
    await app.register(routeHandlers(users))
    expect(await bodyOf(app, '/users/7')).toBe('route file')
    expect(await bodyOf(app, '/users/7/more')).toBe('legacy')
  })
})

it('Fastify: FT-1: a path without a route file is the not-found handler’s', async () => {
  const app = fastify()
  app.setNotFoundHandler((_request: unknown, reply: any) => reply.code(404).send('mine'))
  await app.register(routeHandlers(users))
  const answer = await app.inject('/nothing')
  expect([answer.statusCode, answer.body]).toEqual([404, 'mine'])
})

describe('Fastify: MT-2 (a), FT-2: with fallthrough method', () => {
  async function application() {
    const app = fastify()
    const hooks: string[] = []
    app.addHook('onRequest', async (request: any) => void hooks.push(request.method))
    await app.register(routeHandlers(users, { fallthrough: 'method' }))
    app.put('/users/:id', (request: any) => `put ${request.params.id} ${request.body?.a}`)
    return { app, hooks }
  }

  it('a route of Fastify has the methods that the file has not, and its body', async () => {
    const { app } = await application()
    const put = await app.inject({ method: 'PUT', url: '/users/7', payload: { a: 1 } })
    expect(put.body).toBe('put 7 1')
    expect(await bodyOf(app, '/users/7')).toBe('route file')
  })

  it('OPTIONS that nobody answers is ours', async () => {
    const { app } = await application()
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address()
    const answer = await fetch(`http://127.0.0.1:${port}/users/7`, { method: 'OPTIONS' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
  })

  it('what nobody has is Fastify’s 404', async () => {
    const { app, hooks } = await application()
    expect((await app.inject({ method: 'DELETE', url: '/users/7' })).statusCode).toBe(404)
    expect(hooks).toEqual(['DELETE', 'DELETE'])
  })
})

it('Fastify: every hook of the instance runs, in Fastify’s order', async () => {
  const app = fastify()
  const seen: string[] = []
  for (const name of ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'onSend']) {
    app.addHook(name, async () => void seen.push(name))
  }
  app.addHook('onResponse', async () => void seen.push('onResponse'))
  const GET = () => {
    seen.push('GET')
    return new Response('x')
  }
  await app.register(routeHandlers({ './a/route.ts': { GET } }))
  await app.inject('/a')
  const before = ['onRequest', 'preParsing', 'preValidation', 'preHandler']
  expect(seen).toEqual([...before, 'GET', 'onSend', 'onResponse'])
})

it('Fastify: a preHandler hook that answers keeps the handler from running', async () => {
  const app = fastify()
  const GET = jest.fn(text('secret'))
  app.addHook('preHandler', async (_request: unknown, reply: any) => reply.code(401).send('no'))
  await app.register(routeHandlers({ './a/route.ts': { GET } }))
  const answer = await app.inject('/a')
  expect([answer.statusCode, answer.body, GET.mock.calls.length]).toEqual([401, 'no', 0])
})

it('Fastify: HDR: fields of hooks stay, cookies of all sides are sent, onSend sees the body', async () => {
  const app = fastify()
  await app.register(fastifyPackage('@fastify/cookie'))
  app.addHook('preHandler', async (_request: unknown, reply: any) => {
    reply.header('x-hook', 'early').header('vary', 'origin').setCookie('hook', '1')
  })
  app.addHook('onSend', async (_request: unknown, reply: any, payload: unknown) => {
    reply.header('x-payload', Buffer.isBuffer(payload))
    return `${payload}!`
  })
  const headers = { 'set-cookie': 'file=1', vary: 'accept', 'content-type': 'text/plain' }
  const GET = () => new Response('x', { status: 201, headers })
  await app.register(routeHandlers({ './a/route.ts': { GET } }))
  const answer = await app.inject('/a')
  expect([answer.statusCode, answer.body]).toEqual([201, 'x!'])
  expect(answer.headers).toMatchObject({
    'x-hook': 'early',
    'x-payload': 'true',
    vary: 'origin, accept',
  })
  expect(answer.cookies.map((cookie: any) => cookie.name).sort()).toEqual(['file', 'hook'])
})

describe('Fastify: ERR-1: an error of a handler', () => {
  const thrown = Object.assign(new Error('broken'), { statusCode: 418 })
  const GET = () => {
    throw thrown
  }

  it('reaches the error handler as it is', async () => {
    const app = fastify()
    app.setErrorHandler((error: unknown, _request: unknown, reply: any) =>
      reply.code(500).send({ same: error === thrown }),
    )
    await app.register(routeHandlers({ './a/route.ts': { GET } }))
    expect((await app.inject('/a')).json()).toEqual({ same: true })
  })

  it('has the status that Fastify gives it, and no stack', async () => {
    const app = fastify()
    await app.register(routeHandlers({ './a/route.ts': { GET } }))
    const answer = await app.inject('/a')
    expect(answer.statusCode).toBe(418)
    expect(answer.body).not.toContain('at ')
  })
})

describe('Fastify: RAW-1: a body', () => {
  const POST = async (request: Request) => Response.json([await request.text()])

  it.each(['application/json', 'text/plain', 'application/octet-stream', 'application/x-own'])(
    'of type %s reaches the handler in the client’s own bytes',
    async type => {
      const app = fastify()
      await app.register(routeHandlers({ './a/route.ts': { POST } }))
      const answer = await app.inject({
        method: 'POST',
        url: '/a',
        headers: { 'content-type': type },
        payload: '{ "a" : 1 }',
      })
      expect(answer.json()).toEqual(['{ "a" : 1 }'])
    },
  )

  it('that a hook has read is made again from request.body', async () => {
    const app = fastify()
    app.addHook('preHandler', async (request: any) => {
      const pieces = []
      for await (const piece of request.raw) pieces.push(piece)
      request.body = JSON.parse(Buffer.concat(pieces).toString())
    })
    await app.register(routeHandlers({ './a/route.ts': { POST } }))
    const answer = await app.inject({ method: 'POST', url: '/a', payload: { a: 1 } })
    expect(answer.json()).toEqual(['{"a":1}'])
  })

  it('of a route without a file is parsed by Fastify as before', async () => {
    const app = fastify()
    await app.register(routeHandlers({ './a/route.ts': { POST } }))
    app.post('/b', (request: any) => request.body)
    const answer = await app.inject({ method: 'POST', url: '/b', payload: { a: 1 } })
    expect(answer.json()).toEqual({ a: 1 })
    const headers = { 'content-type': 'application/x-own' }
    const own = await app.inject({ method: 'POST', url: '/b', headers, payload: 'x' })
    expect(own.statusCode).toBe(415)
  })
})

describe('Fastify: URL-1: under a prefix', () => {
  const GET = (request: Request) => new Response(new URL(request.url).pathname)
  const manifest = { './route.ts': { GET }, './items/route.ts': { GET } }

  it('request.url keeps it, and paths outside of it are not ours', async () => {
    const app = fastify()
    await app.register(routeHandlers(manifest), { prefix: '/api/v1' })
    const paths = ['/api/v1', '/api/v1/items', '/api/v1/items?a=1']
    const answers = await Promise.all(paths.map(url => bodyOf(app, url)))
    expect(answers).toEqual(['/api/v1', '/api/v1/items', '/api/v1/items'])
    for (const url of ['/items', '/api/v1items', '/']) {
      expect((await app.inject(url)).statusCode).toBe(404)
    }
  })

  it('two directories are independent', async () => {
    const app = fastify()
    await app.register(routeHandlers(manifest), { prefix: '/a' })
    await app.register(routeHandlers(users), { prefix: '/b' })
    expect(await bodyOf(app, '/a/items')).toBe('/a/items')
    expect(await bodyOf(app, '/b/users/7')).toBe('route file')
  })

  it('of parameters nothing is registered', async () => {
    const app = fastifyPackage('fastify')()
    app.register(routeHandlers(manifest), { prefix: '/:tenant' })
    await expect(app.ready()).rejects.toMatchObject({ code: 'RH_INVALID_OPTION' })
  })
})

it('Fastify: URL-3 and row 54: the forwarded host is the one that Fastify itself believes', async () => {
  const GET = (request: Request) => Response.json([request.url, host().request.host, host().ip])
  const headers = {
    'x-forwarded-for': '10.1.1.1',
    'x-forwarded-host': 'first.example, last.example:444',
    'x-forwarded-proto': 'https',
  }
  const ask = async (options: object) => {
    const app = fastify(options)
    await app.register(routeHandlers({ './a/route.ts': { GET } }))
    return (await app.inject({ url: '/a', headers })).json()
  }
  expect(await ask({ trustProxy: true })).toEqual([
    'https://last.example:444/a',
    'last.example:444',
    '10.1.1.1',
  ])
  expect(await ask({})).toEqual(['http://localhost/a', 'localhost:80', '127.0.0.1'])
})

it('Fastify: FT-10: rewriteUrl decides what is matched, the handler sees what was sent', async () => {
  const app = fastify({ rewriteUrl: (req: any) => req.url.replace('/old/', '/users/') })
  const GET = (request: Request) => new Response(request.url)
  await app.register(routeHandlers({ './users/[id]/route.ts': { GET } }))
  expect(await bodyOf(app, '/old/7')).toBe('http://localhost/old/7')
})

it('Fastify: CTX: host() gives request and reply, context their members', async () => {
  const app = fastify()
  app.decorateRequest('user', null)
  app.addHook('onRequest', async (request: any) => {
    request.user = 'ann'
  })
  const GET = (_request: Request, context: any) => {
    const { kind, request, reply, req, res } = host()
    reply.header('x-live', 'yes')
    return Response.json([kind, request.raw === req, reply.raw === res, context.user])
  }
  const context = (request: any) => ({ user: request.user })
  await app.register(routeHandlers({ './a/route.ts': { GET } }, { context }))
  const answer = await app.inject('/a')
  expect(answer.json()).toEqual(['fastify', true, true, 'ann'])
  expect(answer.headers['x-live']).toBe('yes')
})

it('Fastify: inject() gets streams, empty answers and HEAD', async () => {
  const app = fastify()
  const stream = () => new Response(new Blob(['a', 'b']).stream())
  await app.register(
    routeHandlers({
      './stream/route.ts': { GET: stream },
      './empty/route.ts': { GET: () => new Response(null, { status: 204 }) },
    }),
  )
  expect(await bodyOf(app, '/stream')).toBe('ab')
  expect((await app.inject('/empty')).statusCode).toBe(204)
  const head = await app.inject({ method: 'HEAD', url: '/stream' })
  expect([head.statusCode, head.body]).toEqual([200, ''])
})

it('Fastify: H2: route files answer over HTTP/2', async () => {
  const app = fastify({ http2: true })
  const POST = async (request: Request) => Response.json([request.url, await request.text()])
  await app.register(routeHandlers({ './a/route.ts': { POST } }))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address()
  const session = http2.connect(`http://127.0.0.1:${port}`)
  const stream = session.request({ ':method': 'POST', ':path': '/a' })
  stream.end('body')
  const [headers] = await once(stream, 'response')
  const pieces = []
  for await (const piece of stream) pieces.push(piece)
  session.close()
  expect(headers[':status']).toBe(200)
  expect(JSON.parse(Buffer.concat(pieces).toString())).toEqual([
    `http://127.0.0.1:${port}/a`,
    'body',
  ])
})

it('Fastify: OPS-1: closing the server waits for running handlers and closes the routes', async () => {
  const app = fastify({ forceCloseConnections: false })
  let go = (): void => {}
  const arrived = new Promise<void>(resolve => {
    go = resolve
  })
  let answer = (_: Response): void => {}
  const GET = () => {
    go()
    return new Promise<Response>(resolve => {
      answer = resolve
    })
  }
  const routes = routeHandlers({ './a/route.ts': { GET } })
  await app.register(routes)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const asked = fetch(`http://127.0.0.1:${app.server.address().port}/a`)
  await arrived
  const closed = app.close()
  answer(new Response('still'))
  expect(await (await asked).text()).toBe('still')
  await closed
  await expect(routes.fetch(new Request('http://h/a'))).rejects.toMatchObject({ status: 503 })
})

it('Fastify: FT-8: a missing directory is thrown where the plugin is made', () => {
  expect(() => routeHandlers('./no-such-directory')).toThrow(
    expect.objectContaining({ code: 'RH_DIRECTORY_MISSING' }),
  )
})

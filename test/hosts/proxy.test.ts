/** `proxy.ts` beside the route directory (next-semantics 2.15), under every host. */
import { behave, calls } from './fixtures/proxied/behaviour'
import { step } from './host/layer'
import { loose } from './host/loose'
import type { Setup } from './host/setup'
import { type Check, type NotApplicable, noNext, rule } from './table'
import './trap'

const { NextResponse } = loose('route-handlers/next/server')
const { cookies, headers } = loose('route-handlers/next/headers')

const dir = 'proxied/app'

const proxied = (sentence: string, check: Check, except: NotApplicable = {}): void =>
  rule(
    'PROXY',
    sentence,
    (start, host) => check((setup?: Setup) => start({ dir, ...setup }), host),
    except,
  )

proxied('one that returns nothing changes nothing', async start => {
  behave(() => undefined)
  const app = await start()
  const answer = await app.get('/users/7?a=b%20c')
  expect(answer.json()).toEqual({ id: '7', url: '/users/7?a=b%20c' })
  expect(calls).toEqual(['/users/7'])
})

proxied('its headers beat those of the handler, cookies and Vary are joined', async start => {
  behave(() => {
    const response = NextResponse.next({ headers: { 'x-who': 'proxy', vary: 'origin' } })
    response.cookies.set('proxy', '1')
    return response
  })
  const app = await start()
  const answer = await app.get('/users/7')
  expect(answer.one('x-who')).toBe('proxy')
  expect(answer.one('vary')).toBe('origin, accept')
  expect(answer.all('set-cookie')).toEqual(['proxy=1; Path=/', 'handler=1'])
  expect(answer.lines.map(([name]) => name).join()).not.toContain('x-middleware')
})

proxied('its headers beat those of an answer from the cache', async start => {
  behave(() => NextResponse.next({ headers: { 'x-who': 'proxy' } }))
  const app = await start({ options: { cache: { dev: true } } })
  const answers = [await app.get('/static'), await app.get('/static')]
  expect(answers.map(answer => answer.one('x-who'))).toEqual(['proxy', 'proxy'])
  expect(answers[1]!.text).toBe(answers[0]!.text)
  behave(() => undefined)
  expect((await app.get('/static')).one('x-who')).toBe('handler')
})

proxied('request headers that it sets or leaves out are what the handler sees', async start => {
  behave(request => {
    const headers = new Headers(request.headers)
    headers.set('x-user', 'ada')
    headers.delete('x-secret')
    headers.set('cookie', 'from-proxy=yes')
    return NextResponse.next({ request: { headers } })
  })
  const app = await start()
  const headers = { 'x-secret': 's', 'content-type': 'text/plain' }
  const { body, seen, given, cookie } = (
    await app.send({ method: 'POST', path: '/echo', headers, body: 'text' })
  ).json()
  expect(body).toBe('text')
  for (const shown of [seen, given]) {
    expect(shown).toMatchObject({ 'x-user': 'ada', 'content-type': 'text/plain' })
    expect(shown).not.toHaveProperty('x-secret')
  }
  expect(cookie).toBe('yes')
})

proxied('cookies of its response are not among the cookies of the handler', async start => {
  behave(() => {
    const response = NextResponse.next()
    response.cookies.set('from-proxy', 'yes')
    return response
  })
  const app = await start()
  const answer = await app.send({ method: 'POST', path: '/echo', body: '' })
  expect(answer.json().cookie).toBeNull()
})

proxied('a body that it has read is there for the handler', async start => {
  behave(async request => {
    const text = await request.text()
    return NextResponse.next({ headers: { 'x-length': String(text.length) } })
  })
  const app = await start()
  const body = 'ä'.repeat(50_000)
  const answer = await app.send({ method: 'POST', path: '/echo', body })
  expect(answer.one('x-length')).toBe('50000')
  expect(answer.json().body).toBe(body)
})

proxied('a body over the limit is 413 for it too', async start => {
  behave(async request => Response.json((await request.text()).length))
  const app = await start({ options: { bodyLimit: 10 } })
  const headers = { 'content-length': '20' }
  const answer = await app.send({ method: 'POST', path: '/echo', headers, body: 'x'.repeat(20) })
  expect(answer.status).toBe(413)
})

proxied('it answers preflights before any route', async start => {
  behave(request =>
    request.method === 'OPTIONS'
      ? NextResponse.json({}, { headers: { 'access-control-allow-origin': 'https://a.example' } })
      : NextResponse.next(),
  )
  const app = await start()
  for (const path of ['/users/7', '/nowhere']) {
    const answer = await app.send({ method: 'OPTIONS', path })
    expect([answer.status, answer.text]).toEqual([200, '{}'])
    expect(answer.one('access-control-allow-origin')).toBe('https://a.example')
  }
  expect(app.seen.legacy).toEqual([])
})

proxied('it redirects', async start => {
  behave(request => NextResponse.redirect(new URL('/login', request.url)))
  const app = await start()
  const answer = await app.get('/users/7')
  expect(answer.status).toBe(307)
  expect(answer.one('location')).toMatch(/^https?:\/\/[^/]+\/login$/)
})

proxied('it rewrites to another route, which sees the URL of the client', async start => {
  behave(request => NextResponse.rewrite(new URL('/users/9', request.url)))
  const app = await start()
  const answer = await app.get('/people/9?q=1')
  expect(answer.json()).toEqual({ id: '9', url: '/people/9?q=1' })
  expect(answer.one('x-middleware-rewrite')).toBeUndefined()
})

proxied('below a mount path it matches and rewrites what is inside', async start => {
  behave(request => NextResponse.rewrite(new URL('/api/users/9', request.url)))
  const app = await start({ path: '/api' })
  expect((await app.get('/api/people')).json()).toEqual({ id: '9', url: '/api/people' })
  expect((await app.get('/api/inside')).text).toBe('inside')
  await app.get('/elsewhere')
  expect(calls).toEqual(['/api/people'])
})

proxied(
  'a path without a route goes on to the host, with the headers of both directions',
  async start => {
    behave(request => {
      const headers = new Headers(request.headers)
      headers.set('x-user', 'ada')
      headers.delete('x-secret')
      return NextResponse.next({ request: { headers }, headers: { 'x-who': 'proxy' } })
    })
    const seen: unknown[] = []
    const look = step((req, res) => {
      seen.push([req.url, req.headers['x-user'], req.headers['x-secret']])
      res.end('legacy')
    })
    const app = await start({ behind: [look] })
    const answer = await app.get('/legacy?a=1', { 'x-secret': 's' })
    expect(answer.text).toBe('legacy')
    expect(answer.one('x-who')).toBe('proxy')
    expect(seen).toEqual([['/legacy?a=1', 'ada', undefined]])
  },
  noNext,
)

proxied(
  'a rewrite to a path without a route leads the host there',
  async start => {
    behave(request => NextResponse.rewrite(new URL('/new?b=2', request.url)))
    const seen: unknown[] = []
    const look = step((req, res) => {
      seen.push(req.url)
      res.end('legacy')
    })
    const app = await start({ behind: [look] })
    expect((await app.get('/old?a=1')).text).toBe('legacy')
    expect(seen).toEqual(['/new?b=2'])
  },
  noNext,
)

proxied('a path without a route has its headers where nobody is behind', async start => {
  behave(() => NextResponse.next({ headers: { 'x-who': 'proxy' } }))
  const app = await start({ options: { fallthrough: false } })
  const answer = await app.get('/nowhere')
  expect([answer.status, answer.one('x-who')]).toEqual([404, 'proxy'])
})

proxied('a rewrite out of the mount is an error that says so', async start => {
  behave(() => NextResponse.rewrite('https://elsewhere.example/'))
  const app = await start()
  expect((await app.get('/users/7')).status).toBe(500)
  expect(app.seen.reported).toEqual([expect.objectContaining({ code: 'RH_NOT_SUPPORTED' })])
})

proxied('its errors go to the host, once', async start => {
  behave(() => {
    throw new Error('no session store')
  })
  const app = await start()
  expect((await app.get('/users/7')).status).toBe(500)
  expect(app.seen.reported).toEqual([expect.objectContaining({ message: 'no session store' })])
})

proxied('anything but a response is an error', async start => {
  behave(() => ({ ok: true }))
  const app = await start()
  expect((await app.get('/users/7')).status).toBe(500)
  expect(app.seen.reported[0].message).toMatch('Expected an instance of Response to be returned')
})

proxied('config.matcher says where it runs, by path and by what a request brings', async start => {
  behave(() => new Response('proxy'))
  const app = await start()
  expect((await app.get('/inside')).text).toBe('inside')
  expect((await app.get('/inside', { 'x-inside': '1' })).text).toBe('proxy')
  expect((await app.get('/users/7')).text).toBe('proxy')
})

proxied('waitUntil() keeps a shutdown waiting', async start => {
  let finish = (): void => {}
  let isDone = false
  behave((_, event) => {
    const work = new Promise<void>(resolve => {
      finish = resolve
    })
    event.waitUntil(
      work.then(() => {
        isDone = true
      }),
    )
  })
  const app = await start()
  expect((await app.get('/users/7')).status).toBe(200)
  const closed = app.mount.close()
  setImmediate(finish)
  await closed
  expect(isDone).toBe(true)
})

proxied('it has request-scoped functions, and its cookies are sent', async start => {
  behave(async () => {
    const store = await cookies()
    store.set('seen', (await headers()).get('x-name'))
    return NextResponse.next()
  })
  const app = await start()
  const answer = await app.get('/users/7', { 'x-name': 'ada' })
  expect(answer.all('set-cookie')).toEqual(['seen=ada; Path=/', 'handler=1'])
})

proxied('a client cannot ask for what only the proxy may', async start => {
  behave(request => NextResponse.next({ headers: request.headers }))
  const app = await start()
  const answer = await app.get('/users/7', {
    'x-middleware-rewrite': 'http://localhost/inside',
    'x-middleware-override-headers': 'x-user',
    'x-middleware-request-x-user': 'root',
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
  })
  expect(answer.json().id).toBe('7')
  expect(calls).toEqual(['/users/7'])
})

proxied(
  'a request that is answered already goes on as if there were none',
  async start => {
    behave(() => new Response('proxy'))
    const app = await start({ before: ['answered'] })
    await app.get('/nowhere')
    expect(calls).toEqual([])
    expect(app.seen.errors).toEqual([])
  },
  noNext,
)

proxied('a body that it has read cannot go on to the host', async start => {
  behave(async request => void (await request.text()))
  const app = await start()
  const answer = await app.send({ method: 'POST', path: '/nowhere', body: 'x' })
  expect(answer.status).toBe(500)
  expect(app.seen.reported).toEqual([expect.objectContaining({ code: 'RH_PASS_AFTER_READ' })])
})

proxied('after close() only what is not ours goes on, without it', async start => {
  behave(() => new Response('proxy'))
  const app = await start()
  await app.mount.close()
  expect((await app.get('/users/7')).status).toBe(503)
  await app.get('/nowhere')
  expect(calls).toEqual([])
})

proxied('fetch() of a mount runs it too', async start => {
  behave(() => NextResponse.next({ headers: { 'x-who': 'proxy', 'set-cookie': 'proxy=1' } }))
  const app = await start()
  const answer = await app.mount.fetch(new Request('http://h/users/7'))
  expect(answer.headers.get('x-who')).toBe('proxy')
  expect(answer.headers.getSetCookie()).toEqual(['proxy=1', 'handler=1'])
  const missing = await app.mount.fetch(new Request('http://h/nowhere'))
  expect([missing.status, missing.headers.get('x-who')]).toEqual([404, 'proxy'])
})

proxied('it does not run where the option says so', async start => {
  behave(() => new Response('proxy'))
  const app = await start({ options: { proxy: false } })
  expect((await app.get('/users/7')).json().id).toBe('7')
})

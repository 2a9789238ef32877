/** Interop rules, chapter 4, and reliability tables A and B: target, Host, scheme, mounting. */
import { step } from './host/layer'
import { loose } from './host/loose'
import { directory } from './host/mount'
import { expectPassedOn, expectRefused } from './outcomes'
import { noNext, onlyKoa, rule, syntaxOfHttp1, warningsDuring } from './table'
import './trap'

const bytes = (target: string, headers = 'Host: good.example:81\r\n') =>
  `GET ${target} HTTP/1.1\r\n${headers}\r\n`

rule(
  'URL-1',
  'request.url keeps the mount prefix, matching is relative to it',
  async (start, host) => {
    const app = await start({ path: '/api' })
    const answer = await app.get('/api/url/a?b=1', { host: 'h:81' })
    expect(answer.json().url).toBe('http://h:81/api/url/a?b=1')
    expectPassedOn(host, await app.get('/url/a'))
  },
)

rule('URL-2', 'mounted at the root, files below app/ carry the whole path', async start => {
  const app = await start()
  expect((await app.get('/')).text).toBe('root')
  expect((await app.get('/?x=1')).text).toBe('root')
  expect((await app.get('/url', { host: 'h' })).json().url).toBe('http://h/url')
})

const forwarded = {
  host: 'inner:81',
  'x-forwarded-host': 'pub.example:444, inner',
  'x-forwarded-proto': 'https',
}

rule('URL-3 and row 53', 'without trust forwarded headers are ignored', async start => {
  const app = await start()
  expect((await app.get('/url', forwarded)).json().url).toBe('http://inner:81/url')
})

rule(
  'URL-3 and row 54',
  'with trust the forwarded scheme, host and port are taken',
  async start => {
    const app = await start({ trustProxy: true })
    expect((await app.get('/url', forwarded)).json().url).toBe('https://pub.example:444/url')
  },
  { fastify5: 'Fastify takes the last of the forwarded hosts: see fastify.test.ts' },
)

rule('URL-3 and row 54', 'a forwarded host is validated like any Host', async (start, host) => {
  const app = await start({ trustProxy: true })
  const answer = await app.get('/url', { ...forwarded, 'x-forwarded-host': 'a@evil' })
  expectRefused(host, app, answer, 400)
})

rule(
  'row 54',
  'forwarded headers from a socket outside the trusted range are ignored',
  async start => {
    const app = await start({ trustProxy: '10.0.0.0/8' })
    expect((await app.get('/url', forwarded)).json().url).toBe('http://inner:81/url')
    const near = await start({ trustProxy: 'loopback' })
    expect((await near.get('/url', forwarded)).json().url).toBe('https://pub.example:444/url')
  },
  {
    fastify5: 'Fastify takes the last of the forwarded hosts: see fastify.test.ts',
    koa2: 'app.proxy is all or nothing',
    koa3: 'app.proxy is all or nothing',
    'koa3 over http2': 'app.proxy is all or nothing',
  },
)

rule('row 55', 'a forwarded scheme other than http and https is not taken', async start => {
  const app = await start({ trustProxy: true })
  const answer = await app.get('/url', { host: 'h', 'x-forwarded-proto': 'javascript' })
  expect([200, 400]).toContain(answer.status)
  if (answer.status === 200) expect(answer.json().url).toBe('http://h/url')
})

rule('row 59', 'headers that rewrite the path are ignored', async start => {
  const app = await start({ trustProxy: true })
  const headers = {
    host: 'h',
    'x-forwarded-prefix': '/evil',
    'x-original-url': '/admin',
    'x-rewrite-url': '/admin',
  }
  expect((await app.get('/url/a', headers)).json().url).toBe('http://h/url/a')
})

rule('row 60', 'internal headers of Next have no effect', async start => {
  const app = await start()
  const headers = {
    'x-middleware-subrequest': 'middleware',
    'x-nextjs-data': '1',
    'x-matched-path': '/admin',
    'x-now-route-matches': 'slug=evil',
  }
  expect((await app.get('/item/a', headers)).json()).toEqual({ slug: 'a' })
})

rule('row 63', 'a fixed origin wins over Host', async start => {
  const app = await start({ options: { origin: 'https://fixed.example' } })
  expect((await app.get('/url/a', { host: 'other' })).json().url).toBe(
    'https://fixed.example/url/a',
  )
})

rule('URL-6', 'allowedHosts refuses every other Host', async (start, host) => {
  const app = await start({ options: { allowedHosts: ['good.example'] } })
  expect((await app.get('/url', { host: 'good.example' })).status).toBe(200)
  expectRefused(host, app, await app.get('/url', { host: 'evil.example' }), 400)
})

rule(
  'URL-4 and row 1',
  '//evil.com/x is a path that is never ours',
  async (start, host) => {
    const app = await start()
    const answer = await app.bytes(bytes('//evil.com/x'))
    expectPassedOn(host, answer)
    expect(answer.one('location')).toBeUndefined()
  },
  syntaxOfHttp1,
)

const absolute: Array<[target: string, status: number, url?: string]> = [
  ['http://evil.example/url/x?y', 200, 'http://good.example:81/url/x?y'],
  ['https://evil.example/url', 200, 'http://good.example:81/url'],
  ['http://u:p@evil/url', 400],
]

for (const [target, status, url] of absolute) {
  rule(
    'URL-5 and rows 2–5',
    `the absolute target ${target} is ${status}, its authority never believed`,
    async (start, host) => {
      const app = await start()
      const answer = await app.bytes(bytes(target))
      if (status === 400) return expectRefused(host, app, answer, 400)
      expect([answer.status, answer.json().url]).toEqual([200, url])
    },
    syntaxOfHttp1,
  )
}

rule(
  'row 5',
  'an absolute target with a broken authority is refused',
  async (start, host) => {
    const app = await start()
    expectRefused(host, app, await app.bytes(bytes('http://[bad/url')), 400)
  },
  {
    ...syntaxOfHttp1,
    express4: "Express's own router gives up on such a target: 404",
    express5: "Express's own router gives up on such a target: 404",
    fastify5: "Fastify's own router refuses such a target: 400",
  },
)

rule(
  'row 6',
  'file: and ftp: targets never touch anything',
  async start => {
    const app = await start()
    for (const target of ['file:///etc/passwd', 'ftp://h/url']) {
      const answer = await app.bytes(bytes(target))
      expect(answer.status).not.toBe(500)
      expect(answer.text).not.toMatch(/root:/)
    }
  },
  syntaxOfHttp1,
)

const badHosts = [
  'u@evil',
  'good/admin?',
  'good?b',
  'good#x',
  'good\\x',
  'a b',
  'a\tb',
  'h:99999',
  'h:abc',
  'h:-1',
  '[::1%eth0]',
  '--.80',
  'b.ca.8099999',
  'ex\xe4mple.com',
  `${'a'.repeat(300)}.example`,
  'x'.repeat(8_000),
]

for (const bad of badHosts) {
  const shown = JSON.stringify(bad.length > 40 ? `${bad.slice(0, 10)}… (${bad.length})` : bad)
  rule(
    'URL-6 and rows 44–52',
    `Host ${shown} is refused with 400`,
    async (start, host) => {
      const app = await start()
      const answer = await app.bytes(bytes('/url', `Host: ${bad}\r\n`))
      expectRefused(host, app, answer, 400)
      expect((await app.bytes(bytes('/url'))).status).toBe(200)
    },
    syntaxOfHttp1,
  )
}

const goodHosts: Array<[host: string, url: string]> = [
  ['example.com', 'http://example.com/url'],
  ['EXAMPLE.com:81', 'http://example.com:81/url'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000/url'],
  ['[::1]:3000', 'http://[::1]:3000/url'],
  ['xn--exmple-cua.com', 'http://xn--exmple-cua.com/url'],
]

for (const [good, url] of goodHosts) {
  rule('URL-6 and rows 47, 50', `Host ${good} gives ${url}`, async start => {
    const app = await start()
    expect((await app.get('/url', { host: good })).json().url).toBe(url)
  })
}

rule(
  'row 43',
  'two Host lines are refused with 400',
  async (start, host) => {
    const app = await start()
    const answer = await app.bytes(bytes('/url', 'Host: a\r\nHost: b\r\n'))
    expectRefused(host, app, answer, 400)
  },
  syntaxOfHttp1,
)

for (const [what, request] of [
  ['HTTP/1.0 without Host', 'GET /url HTTP/1.0\r\n\r\n'],
  ['an empty Host', 'GET /url HTTP/1.1\r\nHost:\r\n\r\n'],
] as const) {
  rule(
    'URL-7 and rows 41, 42',
    `${what} falls back to localhost and the local port`,
    async start => {
      const app = await start()
      const answer = await app.bytes(request)
      expect([answer.status, answer.json().url]).toEqual([200, `http://localhost:${app.port}/url`])
    },
    syntaxOfHttp1,
  )
}

rule(
  'URL-8 and row 10',
  'a fragment is cut before path and query are read',
  async start => {
    const app = await start()
    for (const [target, url] of [
      ['/url/x#frag', '/url/x'],
      ['/url/x?a=1#?b=2', '/url/x?a=1'],
    ] as const) {
      const answer = await app.bytes(bytes(target))
      expect(answer.json().url).toBe(`http://good.example:81${url}`)
    }
  },
  syntaxOfHttp1,
)

const queries = ['?a=1&a=2', '?a[b]=1', '??x=1', '?', '?&&=&a', '?q=%2F%C3%A4+x', '?a=%ZZ', '?q=%']

rule('URL-9 and row 11', 'the query is passed through byte for byte', async start => {
  const app = await start()
  for (const query of queries) {
    const answer = await app.get(`/url/x${query}`, { host: 'h' })
    expect(answer.json().url).toBe(`http://h/url/x${query}`)
  }
})

const params: Array<[path: string, params: unknown]> = [
  ['/item/a%2Fb', { slug: 'a/b' }],
  ['/item/%252F', { slug: '%2F' }],
  ['/item/%25%32%46', { slug: '%2F' }],
  ['/item/%20', { slug: ' ' }],
  ['/item/+', { slug: '+' }],
  ['/item/a;b=1', { slug: 'a;b=1' }],
  ['/item/%F0%9F%98%80', { slug: '😀' }],
  ['/item/__proto__', { slug: '__proto__' }],
  ['/item/constructor', { slug: 'constructor' }],
  ['/item/x?slug=evil&nxtPslug=evil', { slug: 'x' }],
  ['/files/a/b', { path: ['a', 'b'] }],
  ['/files/a/', { path: ['a'] }],
  ['/files/__proto__/constructor', { path: ['__proto__', 'constructor'] }],
  ['/files/a%2Fb/c', { path: ['a/b', 'c'] }],
]

rule('URL-10 and rows 21–37', 'the path is split first, each segment decoded once', async start => {
  const app = await start()
  for (const [path, expected] of params)
    expect([path, (await app.get(path)).json()]).toEqual([path, expected])
})

for (const path of ['/item/%C0%AE', '/item/%ED%A0%80', '/item/%', '/item/%zz']) {
  rule(
    'URL-10 and row 25',
    `${path} is refused with 400`,
    async (start, host) => {
      const app = await start()
      expectRefused(host, app, await app.get(path), 400)
    },
    { fastify5: "Fastify's own router refuses such a path: 400" },
  )
}

for (const path of ['/item/%00', '/files/a%00b', '/item/a%5cb']) {
  rule('rows 26, 27', `${path} is refused with 400`, async (start, host) => {
    const app = await start()
    expectRefused(host, app, await app.get(path), 400)
  })
}

rule(
  'row 31 and D-c',
  'names outside ASCII match their canonical encoding, in either hex case',
  async (start, host) => {
    const app = await start()
    for (const path of ['/%ED%95%9C%EA%B8%80', '/%ed%95%9c%ea%b8%80'])
      expect((await app.get(path)).text).toBe('한글')
    expect((await app.get('/sp%20ace')).text).toBe('space')
    expectPassedOn(host, await app.get('/sp+ace'))
    expectPassedOn(host, await app.get('/%73p%20ace'))
  },
)

const notOurs = [
  '/%61dmin',
  '/ADMIN',
  '/adminx',
  '/admin;a=1',
  '/;x/admin',
  '/admin%2fx',
  '/admin%2Fx',
  '/admin%',
  '//admin',
  '/admin//x',
  '/admin//',
  '/files/a//b',
  '/files//',
  '/(group)/grouped',
  '/_private/x',
  '/route',
  '/admin/route',
  '/admin/route.ts',
  '/users/unknown',
]

rule('FT-10, URL-11 and rows 12–34', 'what is no path of ours goes on', async (start, host) => {
  const app = await start()
  // Fastify's own router refuses such a path.
  const sent = notOurs.filter(path => host.kind !== 'fastify' || !/%(?![0-9a-f]{2})/i.test(path))
  for (const path of sent) {
    const answer = await app.get(path)
    expect([path, answer.status, answer.one('location')]).toEqual([
      path,
      host.kind === 'node' ? 404 : 200,
      undefined,
    ])
    expectPassedOn(host, answer)
  }
})

const rewritten = [
  '/x/../admin',
  '/x/%2e%2e/admin',
  '/x/.%2E/admin',
  '/./admin',
  '/%2e/admin',
  '/admin/.',
  '/admin/x/..',
  '/x\\..\\admin',
  '/files/../admin',
  '/files/a/../b',
]

for (const path of rewritten) {
  rule(
    'FT-10 and rows 17–19',
    `${path} runs no handler: 400`,
    async (start, host) => {
      const app = await start()
      expectRefused(host, app, await app.bytes(bytes(path)), 400)
    },
    syntaxOfHttp1,
  )
}

rule(
  'FT-10',
  'a path with dot segments that leads nowhere of ours goes on',
  async (start, host) => {
    const app = await start()
    // `/\admin` would be rewritten to `//admin`, which is nobody's either.
    for (const path of ['/x/../y', '/./nothing', '/%2e%2e/nothing', '/..\\nothing', '/\\admin'])
      expectPassedOn(host, await app.bytes(bytes(path)))
  },
  syntaxOfHttp1,
)

rule('row 14', 'by default one trailing slash is ignored', async start => {
  const app = await start()
  const answer = await app.get('/url/a/', { host: 'h' })
  expect(answer.json().url).toBe('http://h/url/a/')
  expect((await app.get('/reads/')).text).toBe('read')
})

rule(
  'row 14',
  "with trailingSlash 'redirect' it is a relative 308 that keeps the query",
  async start => {
    const app = await start({ options: { trailingSlash: 'redirect' } })
    const answer = await app.get('/reads/?a=1')
    expect([answer.status, answer.one('location')]).toEqual([308, '/reads?a=1'])
    expect((await app.get('/reads')).text).toBe('read')
    expect((await app.get('/')).text).toBe('root')
  },
)

rule(
  'row 14',
  'a redirect for the slash never leads to another host',
  async (start, host) => {
    const app = await start({ options: { trailingSlash: 'redirect' } })
    expectPassedOn(host, await app.bytes(bytes('//evil.example/')))
  },
  syntaxOfHttp1,
)

rule('row 14', "with trailingSlash 'strict' only the exact form is ours", async (start, host) => {
  const app = await start({ options: { trailingSlash: 'strict' } })
  expectPassedOn(host, await app.get('/reads/'))
  expect((await app.get('/reads')).text).toBe('read')
})

rule(
  'row 35',
  'a path of 15 kB works',
  async start => {
    const app = await start()
    const slug = 'a'.repeat(15_000)
    expect((await app.get(`/item/${slug}`)).json()).toEqual({ slug })
  },
  syntaxOfHttp1,
)

rule(
  'row 39',
  'below a mount, dot segments lead nowhere and file names keep their case',
  async (start, host) => {
    const app = await start({ path: '/api' })
    expectPassedOn(host, await app.get('/api/READS'))
    const answer = await app.bytes(bytes('/api/%2e%2e/reads'))
    expect([400, 404, 200]).toContain(answer.status)
    if (answer.status === 200) expectPassedOn(host, answer)
  },
  syntaxOfHttp1,
)

rule(
  'URL-12',
  'behind a @koa/router prefix the basePath option names the prefix',
  async start => {
    const { routeHandlers } = loose('route-handlers/koa')
    const { Router } = loose('@koa/router')
    const inner = routeHandlers(directory({}), { basePath: '/v1' })
    const router = new Router({ prefix: '/v1' })
    router.use(inner)
    router.all('/{*rest}', () => {})
    const routes = router.routes()
    const app = await start({
      path: '/elsewhere',
      behind: [{ connect: () => {}, koa: (ctx, next) => routes(ctx, next) }],
    })
    const answer = await app.get('/v1/url/a', { host: 'h' })
    await inner.close()
    expect(answer.json().url).toBe('http://h/v1/url/a')
  },
  onlyKoa,
)

rule(
  'FT-10',
  'a host that rewrote req.url decides what we match',
  async (start, host) => {
    const rewrite = step(req => {
      req.url = '/reads'
    })
    const app = await start({ before: [rewrite] })
    expect((await app.get('/old-name')).text).toBe('read')
    expect(host.name).toBeDefined()
  },
  { ...noNext, fastify5: 'Fastify routes before any hook; rewriteUrl is in fastify.test.ts' },
)

rule(
  'row 89',
  'a request with Upgrade and no listener is an ordinary request',
  async start => {
    const app = await start()
    const warnings = await warningsDuring(async () => {
      const answer = await app.bytes(
        bytes('/url', 'Host: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'),
      )
      expect(answer.status).toBe(200)
    })
    expect(warnings).toEqual([])
  },
  syntaxOfHttp1,
)

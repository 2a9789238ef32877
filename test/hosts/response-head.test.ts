/** Interop rules, chapter 10, and reliability table F: status, headers, cookies, Vary, framing. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { step } from './host/layer'
import { loose } from './host/loose'
import { expectFailed } from './outcomes'
import { failing, pieces, soon, timed } from './streams'
import { rule, syntaxOfHttp1, warningsDuring } from './table'
import './trap'

const answering = (body: any, init?: ResponseInit) => ({ handler: () => new Response(body, init) })

rule('HDR', "Set-Cookie lines are appended after the host's, in order", async start => {
  const headers = new Headers()
  headers.append('set-cookie', 'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT')
  headers.append('set-cookie', 'b=2')
  const app = await start({ before: ['setCookie'], ...answering('x', { headers }) })
  expect((await app.get(app.inline)).all('set-cookie')).toEqual([
    'host=1; Path=/',
    'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT',
    'b=2',
  ])
})

const varies: Array<[handler: string, union: string]> = [
  ['Accept-Encoding', 'Origin, Accept-Encoding'],
  ['origin', 'Origin'],
  ['Cookie, ORIGIN', 'Origin, Cookie'],
  ['*', '*'],
]

for (const [vary, union] of varies) {
  rule('HDR', `Vary: ${vary} joins the host's Origin: ${union}`, async start => {
    const app = await start({ before: ['vary'], ...answering('x', { headers: { vary } }) })
    expect((await app.get(app.inline)).one('vary')?.toLowerCase()).toBe(union.toLowerCase())
  })
}

rule('HDR', 'any other header replaces that of the host, on one line', async start => {
  const set = step((_req, res) => {
    res.setHeader('X-Shared', ['host', 'twice'])
    res.setHeader('Content-Type', 'text/html')
    res.statusCode = 418
  })
  const init = {
    status: 201,
    headers: { 'x-shared': 'ours', 'content-type': 'application/x-ours' },
  }
  const app = await start({ before: [set], ...answering('x', init) })
  const answer = await app.get(app.inline)
  expect([answer.status, answer.one('x-shared'), answer.one('content-type')]).toEqual([
    201,
    'ours',
    'application/x-ours',
  ])
})

rule('HDR-1', 'headers of earlier middleware survive', async start => {
  const app = await start({ before: ['helmet', 'cors', 'setCookie'], ...answering('x') })
  const answer = await app.get(app.inline, { origin: 'https://shop.example' })
  expect(answer.one('x-frame-options')).toBe('SAMEORIGIN')
  expect(answer.one('access-control-allow-origin')).toBe('https://shop.example')
  expect(answer.one('vary')).toMatch(/origin/i)
  expect(answer.all('set-cookie')).toEqual(['host=1; Path=/'])
})

rule('HDR', 'nothing is added that the handler did not give', async start => {
  const app = await start(answering(new Uint8Array([1, 2])))
  const answer = await app.get(app.inline)
  const ours = answer.lines
    .map(([name]) => name)
    .filter(name => name !== 'x-powered-by')
    .sort()
  const transport = ['connection', 'content-length', 'date', 'keep-alive']
  expect(ours.filter(name => !transport.includes(name))).toEqual([])
})

rule('HDR', 'a string body keeps the content type that Response gave it', async start => {
  const app = await start(answering('täxt'))
  const answer = await app.get(app.inline)
  expect(answer.one('content-type')).toBe('text/plain;charset=UTF-8')
  expect([answer.text, answer.one('content-length')]).toEqual(['täxt', '5'])
})

const hopByHop = {
  connection: 'keep-alive, x-named',
  'keep-alive': 'timeout=99',
  'proxy-connection': 'keep-alive',
  'transfer-encoding': 'gzip',
  upgrade: 'h2c',
  te: 'trailers',
  trailer: 'x-later',
  'x-named': 'by connection',
}

rule(
  'HDR and rows 147–150',
  'connection headers of a handler are dropped, and the process lives',
  async start => {
    const app = await start(answering('body', { headers: hopByHop }))
    const warnings = await warningsDuring(async () => {
      const answer = await app.get(app.inline)
      expect([answer.status, answer.text, answer.cut]).toEqual([200, 'body', false])
      for (const name of ['proxy-connection', 'upgrade', 'te', 'trailer', 'transfer-encoding'])
        expect([name, answer.all(name)]).toEqual([name, []])
      expect(answer.one('keep-alive') ?? '').not.toMatch(/99/)
      expect(answer.one('connection') ?? '').not.toMatch(/x-named/)
      expect((await app.get('/reads')).text).toBe('read')
    })
    expect(warnings.filter(warning => /UnsupportedWarning|Connection/.test(warning.name))).toEqual(
      [],
    )
  },
)

rule('row 148', 'the same on a stream: no gzip coding on the wire', async start => {
  const stream = () => timed([0, 'a'], [20, 'b']).stream
  const app = await start({
    handler: () => new Response(stream(), { headers: { 'transfer-encoding': 'gzip' } }),
  })
  const answer = await app.get(app.inline)
  expect([answer.text, answer.cut]).toEqual(['ab', false])
  expect(answer.one('transfer-encoding') ?? 'chunked').toBe('chunked')
})

for (const length of ['2', '99']) {
  const what = length === '2' ? 'below' : 'above'
  rule('rows 145, 146', `a Content-Length ${what} a known body is corrected`, async start => {
    const app = await start(answering('body', { headers: { 'content-length': length } }))
    const exchange = await app.open({ path: app.inline })
    const answer = await exchange.answer()
    expect([answer.text, answer.cut]).toEqual(['body', false])
    expect((await app.get('/reads')).text).toBe('read')
  })
}

rule(
  'row 145',
  'a known body with a wrong length leaves nothing on a kept connection',
  async start => {
    const app = await start(answering('body', { headers: { 'content-length': '2' } }))
    const wire = await app.wire()
    expect((await wire.exchange({ path: app.inline })).text).toBe('body')
    expect((await wire.exchange({ path: '/reads' })).text).toBe('read')
  },
  syntaxOfHttp1,
)

rule(
  'row 145',
  'a stream longer than its Content-Length ends at the count, never as surplus',
  async start => {
    const app = await start({
      handler: () =>
        new Response(failing(['ab', 'cdef'], new Error('beyond the count')).stream, {
          headers: { 'content-length': '4' },
        }),
    })
    const wire = await app.wire()
    wire.request({ path: app.inline }).request({ path: '/reads' })
    const answer = await wire.answer()
    expect('abcdef'.startsWith(answer.text)).toBe(true)
    if (!answer.cut)
      expect([answer.text, answer.one('content-length')]).not.toEqual(['abcdef', '4'])
    const surplus = await Promise.race([
      wire.surplus(),
      new Promise<string>(r => setTimeout(r, 500, '')),
    ])
    expect(surplus === '' || surplus.startsWith('HTTP/1.1 200')).toBe(true)
  },
  syntaxOfHttp1,
)

rule(
  'row 146',
  'a stream shorter than its Content-Length is cut, it never eats the next response',
  async start => {
    const app = await start({
      handler: () =>
        new Response(timed([0, 'ab'], [20, 'cd']).stream, { headers: { 'content-length': '50' } }),
    })
    const answer = await (await app.open({ path: app.inline })).answer()
    if (answer.one('content-length') === '50') expect(answer.cut).toBe(true)
    expect(answer.text).toBe('abcd')
    expect((await app.get('/reads')).text).toBe('read')
  },
)

rule('row 154', 'bytes that the handler compressed itself go out as they are', async start => {
  const bytes = gzipSync('compressed by hand, long enough to matter'.repeat(100))
  const headers = { 'content-encoding': 'gzip', 'content-type': 'text/plain' }
  const app = await start({
    before: ['compression'],
    handler: () => new Response(bytes, { headers }),
  })
  const answer = await app.get(app.inline, { 'accept-encoding': 'gzip' })
  expect(answer.one('content-encoding')).toBe('gzip')
  expect(answer.body.equals(bytes)).toBe(true)
})

/** An upstream with a compressed body, a keep-alive header and two cookies. */
async function upstream(): Promise<{ url: string; close(): void }> {
  const server = http.createServer((_req, res) => {
    const bytes = gzipSync('upstream '.repeat(1_000))
    res.writeHead(203, {
      'content-encoding': 'gzip',
      'content-length': bytes.length,
      'content-type': 'text/plain',
      'set-cookie': ['u=1', 'v=2'],
      connection: 'keep-alive',
    })
    res.end(bytes)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

for (const compression of [false, true]) {
  const where = compression ? ' behind compression' : ''
  rule('rows 151, 153', `return fetch(gzip upstream) arrives whole${where}`, async start => {
    const source = await upstream()
    try {
      const app = await start({
        before: compression ? ['compression'] : [],
        handler: () => fetch(source.url),
      })
      const answer = await app.get(app.inline)
      expect([answer.status, answer.cut, answer.text]).toEqual([
        203,
        false,
        'upstream '.repeat(1_000),
      ])
      expect(answer.one('content-encoding')).toBeUndefined()
      expect(answer.all('set-cookie')).toEqual(['u=1', 'v=2'])
      expect([undefined, '9000']).toContain(answer.one('content-length'))
    } finally {
      source.close()
    }
  })
}

rule(
  'row 151',
  'a passed-on upstream leaves the connection in order',
  async start => {
    const source = await upstream()
    try {
      const app = await start({ handler: () => fetch(source.url) })
      const wire = await app.wire()
      for (let round = 0; round < 2; round++) {
        expect((await wire.exchange({ path: app.inline })).body.length).toBe(9_000)
        expect((await wire.exchange({ path: '/reads' })).text).toBe('read')
      }
    } finally {
      source.close()
    }
  },
  syntaxOfHttp1,
)

/** What a duck-typed Response can carry and a real one cannot. */
const duck = (parts: object) => ({
  status: 200,
  statusText: '',
  headers: new Headers(),
  body: null,
  bodyUsed: false,
  ...parts,
})

const statuses: Array<[string, () => unknown]> = [
  ['Response.error()', () => Response.error()],
  ...[0, 99, 101, 600, 999, 1000, 200.5, Number.NaN, '200', undefined].map(
    (status): [string, () => unknown] => [`status ${String(status)}`, () => duck({ status })],
  ),
]

for (const [what, handler] of statuses) {
  rule(
    'HDR-3 and rows 132, 133',
    `${what} is an error of the handler, res untouched`,
    async (start, host) => {
      const app = await start({ handler, before: ['setCookie'] })
      const answer = await app.get(app.inline)
      expectFailed(host, app, answer)
      expect(app.seen.errors[0].code).toMatch(/^RH_(BAD_RESPONSE|NO_RESPONSE)$/)
    },
  )
}

const heads: Array<[string, () => unknown]> = [
  ['a control character in a value', () => new Response('x', { headers: { 'x-bad': 'a\x01b' } })],
  ['CR LF in a value', () => duck({ headers: [['x-bad', 'a\r\nset-cookie: evil=1']] })],
  ['a value outside latin1', () => duck({ headers: [['x-bad', '한']] })],
  ['a bad name', () => duck({ headers: [['x bad', 'a']] })],
  ['CR LF in statusText', () => duck({ statusText: 'OK\r\nx-evil: 1' })],
]

for (const [what, handler] of heads) {
  rule(
    'HDR-3 and rows 141, 142',
    `${what} is an error, and nothing of the head is written`,
    async (start, host) => {
      const app = await start({ handler })
      const answer = await app.get(app.inline)
      expectFailed(host, app, answer)
      expect(answer.lines.filter(([name]) => /bad|evil|set-cookie/.test(name))).toEqual([])
      expect((await app.get('/reads')).text).toBe('read')
    },
  )
}

rule('ORD-3', 'a refused head leaves status and headers of res as they were', async start => {
  const pictures: unknown[] = []
  const look = (res: any) => pictures.push([res.statusCode, { ...res.getHeaders() }])
  const watch = {
    connect(_req: any, res: any, next: () => void) {
      look(res)
      next()
    },
    async koa(ctx: any, next: () => Promise<void>) {
      look(ctx.res)
      await next().catch((error: unknown) => {
        look(ctx.res)
        throw error
      })
    },
  }
  const headers = { 'x-good': '1', 'set-cookie': 'a=1', 'x-bad': 'a\x01b' }
  const app = await start({ before: [watch], ...answering('x', { status: 201, headers }) })
  const answer = await app.get(app.inline)
  expect(answer.status).toBe(500)
  expect([answer.one('x-good'), answer.all('set-cookie')]).toEqual([undefined, []])
  if (pictures.length === 2) expect(pictures[1]).toEqual(pictures[0])
})

rule('HDR-4', 'statusText becomes the reason phrase, HTTP/1 only', async (start, host) => {
  const app = await start(answering('x', { status: 201, statusText: 'Yo' }))
  const warnings = await warningsDuring(async () => {
    const answer = await app.get(app.inline)
    expect([answer.status, answer.reason]).toEqual([201, host.http2 ? '' : 'Yo'])
  })
  expect(warnings.filter(warning => warning.name === 'UnsupportedWarning')).toEqual([])
})

rule(
  'HDR-5',
  'middleware that hooks header time still adds: session and handler cookies arrive',
  async start => {
    const app = await start({
      before: ['session'],
      ...answering('x', { headers: { 'set-cookie': 'a=1' } }),
    })
    const cookies = (await app.get(app.inline)).all('set-cookie')
    expect(cookies).toContain('a=1')
    expect(cookies.some(cookie => cookie.startsWith('sid'))).toBe(true)
  },
  {
    'node:http2': 'express-session does not run on node:http2',
    koa2: 'koa-session saves on use: see CTX-3',
    koa3: 'koa-session saves on use: see CTX-3',
    'koa3 over http2': 'koa-session saves on use: see CTX-3',
  },
)

rule(
  'HDR-7 and row 138',
  'the same Response returned twice is an error that names the fix',
  async (start, host) => {
    const constant = new Response('once')
    const app = await start({ handler: () => constant })
    expect((await app.get(app.inline)).status).toBe(200)
    const error = expectFailed(host, app, await app.get(app.inline), 'RH_RESPONSE_REUSED')
    expect(error.message).toMatch(/clone/)
  },
)

rule('HDR-7 and row 137', 'a locked body is an error before the head', async (start, host) => {
  const app = await start({
    handler: () => {
      const response = new Response(pieces('x'))
      response.body?.getReader()
      return response
    },
  })
  expectFailed(host, app, await app.get(app.inline), 'RH_RESPONSE_REUSED')
})

rule('HDR-6 and row 131', 'a Response of another class keeps its cookies apart', async start => {
  const headers = new Headers([
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
    ['x-a', '1'],
  ])
  const app = await start({ handler: () => duck({ status: 202, headers, body: pieces('duck') }) })
  const answer = await app.get(app.inline)
  expect([answer.status, answer.text, answer.one('x-a')]).toEqual([202, 'duck', '1'])
  expect(answer.all('set-cookie')).toEqual(['a=1', 'b=2'])
})

rule(
  'HDR-8',
  'headers that the handler put on the real res are merged under the same rules',
  async start => {
    const { host } = loose('route-handlers')
    const app = await start({
      before: ['setCookie'],
      handler: () => {
        const res = host().res ?? host().ctx.res
        res.appendHeader?.('set-cookie', 'direct=1')
        res.setHeader('vary', 'Accept')
        return new Response('x', { headers: { 'set-cookie': 'a=1', vary: 'Origin' } })
      },
    })
    const answer = await app.get(app.inline)
    expect(answer.all('set-cookie')).toEqual(['host=1; Path=/', 'direct=1', 'a=1'])
    expect(answer.one('vary')).toBe('Accept, Origin')
  },
  {
    'koa3 over http2': 'http2 responses have no appendHeader',
    'node:http2': 'http2 responses have no appendHeader',
  },
)

rule('HDR-8 and row 205', 'a handler that ended res itself: our body is cancelled', async start => {
  const { host } = loose('route-handlers')
  let cancels = 0
  const app = await start({
    handler: () => {
      const res = host().res ?? host().ctx.res
      res.end('direct')
      return new Response(new ReadableStream({ cancel: () => void cancels++ }))
    },
  })
  const answer = await app.get(app.inline)
  expect([answer.text, answer.cut]).toEqual(['direct', false])
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(cancels).toBe(1)
  expect(app.seen.errors).toEqual([])
})

rule('row 143', 'latin1 header values and UTF-8 bodies do not disturb each other', async start => {
  const app = await start(answering('café', { headers: { 'x-latin': 'caf\xe9' } }))
  const answer = await app.get(app.inline)
  expect(answer.text).toBe('café')
  const value = answer.one('x-latin') ?? ''
  expect(['caf\xe9', 'café']).toContain(value)
})

rule(
  'row 143',
  'a latin1 header value ahead of a late first chunk is sent byte for byte',
  async start => {
    const app = await start({
      handler: () => new Response(soon('café'), { headers: { 'x-latin': 'caf\xe9' } }),
    })
    const answer = await app.get(app.inline)
    expect([answer.one('x-latin'), answer.text]).toEqual(['caf\xe9', 'café'])
  },
  { 'koa3 over http2': 'Node writes UTF-8', 'node:http2': 'Node writes UTF-8' },
)

rule('row 159', 'a body of 3 MB known at once has its exact length', async start => {
  const app = await start(answering('x'.repeat(3_000_000)))
  const answer = await app.get(app.inline)
  expect([answer.body.length, answer.cut]).toEqual([3_000_000, false])
  expect(answer.one('content-length')).toBe('3000000')
})

rule('row 162', 'a megabyte of headers is sent or an error, never half a head', async start => {
  const app = await start(answering('x', { headers: { 'x-big': 'v'.repeat(200_000) } }))
  const exchange = await app.open({ path: app.inline })
  const status = await exchange.head().then(
    head => head.status,
    () => 'reset',
  )
  expect([200, 500, 'reset']).toContain(status)
  app.reconnect()
  expect((await app.get('/reads')).text).toBe('read')
})

rule('row 139', 'throw new Response() is an error, not an answer', async (start, host) => {
  const app = await start({
    handler: () => {
      throw new Response('thrown', { status: 201 })
    },
  })
  expectFailed(host, app, await app.get(app.inline), 'RH_NON_ERROR_THROWN')
})

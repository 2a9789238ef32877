/** Interop rules, chapters 11 and 12, and reliability table G: streams, HEAD, empty bodies. */
import { createGunzip } from 'node:zlib'
import type { Exchange } from './client/answer'
import { endless, failing, idle, pieces, timed } from './streams'
import { onlyKoa, rule, syntaxOfHttp1, warningsDuring } from './table'
import './trap'

const events: Array<[number, string]> = [
  [0, `data: 1 ${'pad '.repeat(400)}\n\n`],
  [700, 'data: 2\n\n'],
]

const gzip = { 'accept-encoding': 'gzip' }

/** Milliseconds until the first decoded byte of the body. */
async function firstByte(exchange: Exchange, since: number): Promise<number> {
  const head = await exchange.head()
  const coded = head.lines.some(([name, value]) => name === 'content-encoding' && value === 'gzip')
  if (!coded) {
    await exchange.piece()
    return performance.now() - since
  }
  const gunzip = createGunzip()
  const first = new Promise(resolve => gunzip.once('data', resolve))
  gunzip.write(await exchange.piece())
  const feed = async () => {
    for (let piece = await exchange.piece(); piece; piece = await exchange.piece())
      gunzip.write(piece)
  }
  feed().catch(() => {})
  await first
  return performance.now() - since
}

for (const type of ['text/event-stream', 'application/x-ndjson', 'text/plain']) {
  rule(
    'STR-1',
    `behind compression the first chunk of ${type} arrives before the second exists`,
    async start => {
      const app = await start({
        before: ['compression'],
        handler: () => new Response(timed(...events).stream, { headers: { 'content-type': type } }),
      })
      const since = performance.now()
      const exchange = await app.open({ path: app.inline, headers: gzip })
      expect(await firstByte(exchange, since)).toBeLessThan(250)
      exchange.leave()
    },
  )
}

rule('STR-1', 'without compression too', async start => {
  const app = await start({ handler: () => new Response(timed(...events).stream) })
  const since = performance.now()
  const exchange = await app.open({ path: app.inline })
  expect(await firstByte(exchange, since)).toBeLessThan(250)
  exchange.leave()
})

for (const before of [[], ['compression']] as const) {
  const where = before.length > 0 ? ' behind compression' : ''
  rule('STR-2 and KOA-4', `headers do not wait for a late first event${where}`, async start => {
    const headers = { 'content-type': 'text/event-stream' }
    const app = await start({
      before,
      handler: () => new Response(timed([600, 'data: 1\n\n']).stream, { headers }),
    })
    await app.get('/reads')
    const since = performance.now()
    const exchange = await app.open({ path: app.inline, headers: gzip })
    const head = await exchange.head()
    expect(performance.now() - since).toBeLessThan(100)
    expect(head.status).toBe(200)
    exchange.leave()
  })
}

rule(
  'STR-3',
  'a body that is complete at once has a Content-Length and can be compressed',
  async start => {
    const app = await start({ handler: () => new Response('complete') })
    const answer = await app.get(app.inline)
    expect([answer.one('content-length'), answer.one('transfer-encoding')]).toEqual([
      '8',
      undefined,
    ])
  },
)

rule(
  'row 157',
  'compression works on ordinary answers, with one set of framing headers',
  async start => {
    const app = await start({
      before: ['compression'],
      handler: () => new Response('x'.repeat(5_000)),
    })
    const answer = await app.get(app.inline, gzip)
    expect(answer.one('content-encoding')).toBe('gzip')
    expect(answer.one('vary')).toMatch(/accept-encoding/i)
    expect(answer.body.length).toBeLessThan(1_000)
  },
)

rule(
  'STR-4',
  'an event stream tells proxies not to buffer, unless the handler did',
  async start => {
    const stream = () => timed([0, 'data: 1\n\n']).stream
    const type = { 'content-type': 'text/event-stream' }
    const app = await start({
      handler: request =>
        new Response(stream(), {
          headers: request.url.endsWith('?own') ? { ...type, 'x-accel-buffering': 'yes' } : type,
        }),
    })
    const answer = await app.get(app.inline)
    expect([answer.one('x-accel-buffering'), answer.one('cache-control')]).toEqual([
      'no',
      undefined,
    ])
    expect((await app.get(`${app.inline}?own`)).one('x-accel-buffering')).toBe('yes')
  },
)

const text = (value: string) => new TextEncoder().encode(value)
const dataView = (value: string) => {
  const bytes = text(`__${value}`)
  return new DataView(bytes.buffer, bytes.byteOffset + 2, value.length)
}

rule(
  'STR-5 and rows 171, 172',
  'bytes in any view and strings are chunks, empty ones are skipped',
  async start => {
    const app = await start({
      handler: () =>
        new Response(
          pieces(
            text('a'),
            Buffer.from('b'),
            '',
            'cä',
            text('d').buffer,
            dataView('e'),
            new Uint8Array(0),
            'f',
          ),
        ),
    })
    const answer = await app.get(app.inline)
    expect([answer.text, answer.cut]).toEqual(['abcädef', false])
  },
)

for (const chunk of [42, { a: 1 }, null, undefined, true]) {
  const shown = JSON.stringify(chunk) ?? 'undefined'
  rule(
    'STR-5 and rows 169, 170',
    `a chunk ${shown} after the head cuts the response`,
    async start => {
      const app = await start({
        handler: () => new Response(failing(['first', chunk, 'never'], new Error('x')).stream),
      })
      const answer = await app.get(app.inline)
      expect([answer.text, answer.cut]).toEqual(['first', true])
      expect(app.seen.reported).toHaveLength(1)
      expect((await app.get('/reads')).text).toBe('read')
    },
  )
}

rule(
  'rows 165, 169',
  'a stream that fails at once, the head unsent, is an error of the handler',
  async start => {
    const app = await start({
      handler: () =>
        new Response(
          new ReadableStream({ start: controller => controller.error(new Error('at once')) }),
        ),
    })
    const answer = await app.get(app.inline)
    expect(answer.status).toBe(500)
    expect(answer.text).not.toMatch(/at once/)
    expect(app.seen.reported).toHaveLength(1)
  },
)

const endings: Array<[string, unknown]> = [
  ['an Error', new Error('mid-stream secret')],
  ['undefined', undefined],
]

for (const [what, error] of endings) {
  rule(
    'STR-6, ERR-5 and rows 166, 167',
    `a stream that fails with ${what} is truncated, reported once, the process lives`,
    async start => {
      const watched = failing(['one', 'two'], error)
      const app = await start({ handler: () => new Response(watched.stream) })
      const answer = await app.get(app.inline)
      expect([answer.status, answer.text, answer.cut]).toEqual([200, 'onetwo', true])
      await new Promise(resolve => setTimeout(resolve, 30))
      expect(app.seen.reported).toHaveLength(1)
      expect((await app.get('/reads')).text).toBe('read')
    },
  )
}

rule('STR-6', 'the same behind compression', async start => {
  const app = await start({
    before: ['compression'],
    handler: () =>
      new Response(failing(['one', 'two'], new Error('mid-stream')).stream, {
        headers: { 'content-type': 'text/plain' },
      }),
  })
  const answer = await app.get(app.inline, gzip)
  expect(answer.cut).toBe(true)
  expect((await app.get('/reads')).text).toBe('read')
})

rule(
  'STR-7',
  'socket timeout and keep-alive of the server stay as they were',
  async start => {
    const app = await start({ handler: () => new Response(timed([0, 'a'], [30, 'b']).stream) })
    const settings = () => [
      app.server.timeout,
      app.server.keepAliveTimeout,
      app.server.requestTimeout,
    ]
    const before = settings()
    let socket: any
    app.server.once('connection', connection => {
      socket = connection
    })
    const wire = await app.wire()
    await wire.exchange({ path: app.inline })
    await wire.exchange({ path: '/reads' })
    expect(settings()).toEqual(before)
    expect([0, undefined, before[1], (before[1] ?? 0) + 1_000]).toContain(socket.timeout)
  },
  syntaxOfHttp1,
)

rule('STR-8', 'a stream of 10 000 events arrives whole', async start => {
  let sent = 0
  const stream = () =>
    new ReadableStream({
      pull(controller) {
        if (sent === 10_000) return controller.close()
        controller.enqueue(text(`data: ${sent++}\n\n`))
      },
    })
  const app = await start({ handler: () => new Response(stream()) })
  const answer = await app.get(app.inline)
  expect([answer.text.split('\n\n').length, answer.cut]).toEqual([10_001, false])
})

rule('row 161', 'an empty stream is an empty answer', async start => {
  const app = await start({ handler: () => new Response(pieces()) })
  const answer = await app.get(app.inline)
  expect([answer.status, answer.text, answer.cut]).toEqual([200, '', false])
})

rule(
  'row 188',
  'an HTTP/1.0 client gets a close-delimited stream without chunks',
  async start => {
    const app = await start({ handler: () => new Response(timed([0, 'a'], [20, 'b']).stream) })
    const answer = await app.bytes(`GET ${app.inline} HTTP/1.0\r\nHost: h\r\n\r\n`)
    expect([answer.text, answer.one('transfer-encoding')]).toEqual(['ab', undefined])
  },
  syntaxOfHttp1,
)

rule('NB-1 and row 180', 'HEAD pulls at most once, cancels, and answers at once', async start => {
  const watched = endless()
  const app = await start({
    handler: () => new Response(watched.stream, { headers: { 'content-type': 'x/y' } }),
  })
  const since = performance.now()
  const answer = await app.send({ method: 'HEAD', path: app.inline })
  expect(performance.now() - since).toBeLessThan(1_000)
  expect([answer.status, answer.one('content-type'), answer.text]).toEqual([200, 'x/y', ''])
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(watched.pulls).toBeLessThanOrEqual(1)
  expect(watched.cancels).toBe(1)
})

rule('NB-1 and KOA-9', 'HEAD on a stream that never produces answers at once', async start => {
  const watched = idle()
  const app = await start({ handler: () => new Response(watched.stream) })
  expect((await app.send({ method: 'HEAD', path: app.inline })).status).toBe(200)
  expect(watched.cancels).toBe(1)
})

rule('NB-2', 'HEAD keeps the Content-Length of the handler and invents none', async start => {
  const length = { headers: { 'content-length': '1234' } }
  const app = await start({
    handler: request =>
      new Response(timed([0, 'x']).stream, request.url.endsWith('?length') ? length : {}),
  })
  const given = await app.send({ method: 'HEAD', path: `${app.inline}?length` })
  expect([given.one('content-length'), given.text]).toEqual(['1234', ''])
  const none = await app.send({ method: 'HEAD', path: app.inline })
  expect([none.one('content-length'), none.one('content-type')]).toEqual([undefined, undefined])
})

rule(
  'NB-2',
  'HEAD on a kept connection leaves nothing behind',
  async start => {
    const app = await start({
      handler: () => new Response('body of GET', { headers: { 'content-length': '11' } }),
    })
    const wire = await app.wire()
    expect((await wire.exchange({ method: 'HEAD', path: app.inline })).one('content-length')).toBe(
      '11',
    )
    expect((await wire.exchange({ path: '/reads' })).text).toBe('read')
  },
  syntaxOfHttp1,
)

for (const status of [204, 205, 304]) {
  rule(
    'NB-3 and row 135',
    `${status} has neither body nor invented headers, and the connection goes on`,
    async (start, host) => {
      const headers = { 'content-length': '5', 'transfer-encoding': 'chunked', etag: '"1"' }
      const app = await start({ handler: () => new Response(null, { status, headers }) })
      const answer = await app.get(app.inline)
      expect([answer.status, answer.text, answer.one('etag')]).toEqual([status, '', '"1"'])
      expect(answer.one('content-type')).toBeUndefined()
      expect(answer.one('transfer-encoding')).toBeUndefined()
      const byKoa = status === 205 && host.kind === 'koa'
      if (status === 205 && !host.http2 && !byKoa) expect(answer.one('content-length')).toBe('0')
      if (status === 204) expect(answer.one('content-length')).toBeUndefined()
      // Koa itself takes the length off a 205, so that a client reads on until the connection closes.
      if (host.http2 || byKoa) return
      const wire = await app.wire()
      expect((await wire.exchange({ path: app.inline })).status).toBe(status)
      expect((await wire.exchange({ path: '/reads' })).text).toBe('read')
    },
  )
}

for (const [status, init] of [
  [200, {}],
  [302, { location: '/x' }],
  [404, {}],
] as Array<[number, Record<string, string>]>) {
  rule(
    'NB-4',
    `a null body with ${status} is an empty answer of length 0 without a type`,
    async start => {
      const app = await start({ handler: () => new Response(null, { status, headers: init }) })
      const answer = await app.get(app.inline)
      expect([answer.status, answer.text, answer.one('location')]).toEqual([
        status,
        '',
        init['location'],
      ])
      expect([answer.one('content-length'), answer.one('content-type')]).toEqual(['0', undefined])
      expect(answer.one('transfer-encoding')).toBeUndefined()
    },
  )
}

rule(
  'KOA-3',
  'outer middleware still works on the answer: ETag, 304, response time',
  async start => {
    const etag = { connect: () => {}, koa: (require('koa-etag').default ?? require('koa-etag'))() }
    const fresh = { connect: () => {}, koa: require('koa-conditional-get')() }
    const app = await start({
      before: ['logger', fresh, etag],
      handler: () => new Response('tagged'),
    })
    const first = await app.get(app.inline)
    expect(first.one('x-response-time')).toMatch(/ms$/)
    const tag = first.one('etag') ?? ''
    expect(tag).not.toBe('')
    const again = await app.get(app.inline, { 'if-none-match': tag })
    expect([again.status, again.text]).toEqual([304, ''])
  },
  onlyKoa,
)

rule(
  'ERR-5',
  'a mid-stream error is one event on the Koa application, marked headerSent',
  async start => {
    const app = await start({
      handler: () => new Response(failing(['one'], new Error('mid-stream')).stream),
    })
    expect((await app.get(app.inline)).cut).toBe(true)
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(app.seen.emitted).toEqual([
      expect.objectContaining({ message: 'mid-stream', headerSent: true }),
    ])
  },
  onlyKoa,
)

rule('STR-2', 'no warning is raised by early headers', async start => {
  const app = await start({ handler: () => new Response(timed([30, 'a']).stream) })
  expect(await warningsDuring(async () => void (await app.get(app.inline)))).toEqual([])
})

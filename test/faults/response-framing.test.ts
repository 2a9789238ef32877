/** Table F, the head on the wire: framing and connection headers are ours, whatever a handler says. */
import { gzipSync } from 'node:zlib'
import type { Setup } from '../hosts/host/setup'
import { pieces, soon, timed } from '../hosts/streams'
import { fault } from './fault'
import { answered } from './legend'
import { expectNoLeak } from './secrets'

const dropped = ['RH_HEADER_DROPPED']

for (const status of [204, 205, 304]) {
  fault({
    row: 135,
    title: `${status} carries neither a coding nor a body, and the connection goes on`,
    handler: () => {
      const headers = {
        'content-length': '5',
        'transfer-encoding': 'chunked',
        'content-encoding': 'gzip',
        etag: '"1"',
      }
      return new Response(null, { status, headers })
    },
    send: client => client.get(client.path),
    expect(answer) {
      expect([answer.status, answer.text, answer.cut]).toEqual([status, '', false])
      expect(answer.one('etag')).toBe('"1"')
      expect(answer.all('transfer-encoding')).toEqual([])
      if (status === 204) expect(answer.all('content-length')).toEqual([])
    },
    warns: dropped,
  })
}

const lengths: Array<[number, string, string]> = [
  [145, '2', 'too small'],
  [146, '99', 'too large'],
  [146, '0', 'zero'],
  [146, '4, 4', 'a list'],
  [146, '-1', 'negative'],
  [146, '0x4', 'hexadecimal'],
  [146, '9'.repeat(30), 'beyond all integers'],
]

for (const [row, length, what] of lengths) {
  fault({
    row,
    title: `a declared length that is ${what} is corrected where the body is known`,
    handler: () => new Response('body', { headers: { 'content-length': length } }),
    send: client => client.get(client.path),
    expect(answer) {
      expect([answer.text, answer.cut]).toEqual(['body', false])
      expect(answer.one('content-length')).toBe('4')
    },
  })
}

/** Two chunks of two bytes, over several turns. */
const live = (length: string, extra = {}) => ({
  handler: () =>
    new Response(timed([0, 'ab'], [5, 'cd']).stream, {
      headers: { 'content-length': length, ...extra },
    }),
})

for (const length of ['1', '3']) {
  fault({
    row: 145,
    title: `a stream ends at the ${length} bytes it declared, and nothing of it follows`,
    ...live(length),
    async send(client) {
      const { path, host } = client
      if (host.http2) return [await client.get(path), ''] as const
      const wire = await client.wire()
      wire.request({ path }).request({ path: '/reads' })
      return [await wire.answer(), await wire.surplus()] as const
    },
    expect([answer, surplus], { seen }) {
      expect([answer.status, surplus]).toEqual([200, ''])
      expect('abcd'.startsWith(answer.text)).toBe(true)
      expect(answer.text.length).toBeLessThanOrEqual(Number(length))
      expect(answer.cut).toBe(true)
      expect(seen.reported).toEqual([expect.objectContaining({ code: 'RH_LENGTH_MISMATCH' })])
    },
    connection: 'closed',
  })
}

for (const length of ['5', '500']) {
  fault({
    row: 146,
    title: `a stream shorter than its ${length} bytes is cut and eats no further response`,
    ...live(length),
    send: client => client.get(client.path),
    expect(answer, { seen }) {
      expect([answer.text, answer.cut]).toEqual(['abcd', true])
      expect(seen.reported).toEqual([expect.objectContaining({ code: 'RH_LENGTH_MISMATCH' })])
    },
    connection: 'closed',
  })
}

fault({
  row: 145,
  title: 'a stream that keeps the length it declared is sent with it',
  ...live('4'),
  send: client => client.get(client.path),
  expect(answer) {
    expect([answer.text, answer.cut, answer.one('content-length')]).toEqual(['abcd', false, '4'])
    expect(answer.all('transfer-encoding')).toEqual([])
  },
})

for (const coding of ['chunked', 'gzip', 'gzip, chunked', 'identity']) {
  for (const [what, body] of [
    ['known', () => 'body'],
    ['live', () => soon('body')],
  ] as const) {
    fault({
      row: coding === 'gzip' ? 148 : 147,
      title: `Transfer-Encoding: ${coding} of a handler is not sent with a ${what} body`,
      handler: () => {
        const headers = { 'transfer-encoding': coding, 'content-length': '4' }
        return new Response(body(), { headers })
      },
      send: client => client.get(client.path),
      expect(answer) {
        expect([answer.text, answer.cut, answer.one('content-length')]).toEqual([
          'body',
          false,
          '4',
        ])
        expect(answer.all('transfer-encoding')).toEqual([])
      },
      warns: dropped,
    })
  }
}

const connection = {
  connection: 'keep-alive, X-Named, close',
  'keep-alive': 'timeout=99',
  'proxy-connection': 'keep-alive',
  'http2-settings': 'AAMAAABkAAQAoAAAAAIAAAAA',
  'transfer-encoding': 'chunked',
  upgrade: 'h2c',
  te: 'trailers',
  trailer: 'x-later',
  'x-named': 'by connection',
  'x-kept': 'yes',
}

for (const [what, body] of [
  ['known', () => 'body'],
  ['live', () => soon('body')],
  ['no', () => null],
] as const) {
  for (const row of [149, 150]) {
    fault({
      row,
      title: `connection headers of a handler are dropped with ${what} body`,
      handler: () => new Response(body(), { headers: connection }),
      send: client => client.get(client.path),
      expect(answer, { host }) {
        expect([answer.status, answer.cut]).toEqual([200, false])
        const sent = answer.lines.map(([name]) => name)
        const names = ['proxy-connection', 'upgrade', 'te', 'trailer', 'x-named', 'http2-settings']
        expect(sent.filter(name => names.includes(name))).toEqual([])
        expect(answer.one('x-kept')).toBe('yes')
        expect(answer.one('keep-alive') ?? '').not.toMatch(/99/)
        expect(answer.one('connection') ?? '').not.toMatch(/named/i)
        if (host.http2) expect(answer.all('connection')).toEqual([])
      },
      connection: 'either',
      warns: dropped,
      except:
        row === 150
          ? Object.fromEntries(
              ['express4', 'express5', 'koa2', 'koa3', 'node:http'].map(name => [name, 'row 149']),
            )
          : { 'koa3 over http2': 'row 150', 'node:http2': 'row 150' },
    })
  }
}

fault({
  row: 149,
  title: 'Connection: close of a handler closes the connection behind the answer',
  handler: () => new Response('bye', { headers: { connection: 'close' } }),
  send: client => client.get(client.path),
  expect: answered('bye'),
  connection: 'closed',
})

const compressing: Setup = { before: ['compression'] }

fault({
  row: 154,
  title: 'bytes that the handler compressed itself go out as they are, behind compression too',
  setup: compressing,
  handler: () =>
    new Response(gzipSync('by hand '.repeat(500)), {
      headers: { 'content-encoding': 'gzip', 'content-type': 'text/plain' },
    }),
  send: client => client.get(client.path, { 'accept-encoding': 'gzip' }),
  expect(answer) {
    expect(answer.one('content-encoding')).toBe('gzip')
    expect(answer.body.equals(gzipSync('by hand '.repeat(500)))).toBe(true)
  },
})

fault({
  row: 157,
  title: 'compression in front of us sends one set of framing headers',
  setup: compressing,
  handler: () => new Response('x'.repeat(5_000), { headers: { 'content-length': '5000' } }),
  send: client => client.get(client.path, { 'accept-encoding': 'gzip' }),
  expect(answer) {
    expect([answer.status, answer.cut, answer.one('content-encoding')]).toEqual([
      200,
      false,
      'gzip',
    ])
    expect(answer.body.length).toBeLessThan(1_000)
  },
})

fault({
  row: 157,
  title: 'a stream behind compression that breaks its length is cut, not ended',
  setup: compressing,
  ...live('50', { 'content-type': 'text/plain' }),
  send: client => client.get(client.path, { 'accept-encoding': 'gzip' }),
  expect(answer, { seen }) {
    expect(answer.cut).toBe(true)
    expect(seen.reported).toHaveLength(1)
  },
  connection: 'closed',
})

const cookies: Setup = { before: ['setCookie', 'vary', 'helmet'] }

fault({
  row: 156,
  title: "the host's cookies and Vary stay beside the handler's",
  setup: cookies,
  handler: () => {
    const headers = new Headers({ vary: 'Accept', 'x-frame-options': 'DENY' })
    headers.append('set-cookie', 'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT')
    headers.append('set-cookie', 'b=2')
    return new Response('x', { status: 201, headers })
  },
  send: client => client.get(client.path),
  expect(answer) {
    expect(answer.status).toBe(201)
    expect(answer.one('vary')).toBe('Origin, Accept')
    expect(answer.one('x-frame-options')).toBe('DENY')
    expect(answer.one('x-content-type-options')).toBe('nosniff')
    expect(answer.all('set-cookie')).toEqual([
      'host=1; Path=/',
      'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT',
      'b=2',
    ])
  },
})

fault({
  row: 155,
  title: 'two cookies with a comma in their dates are two lines, in order',
  handler: () => {
    const headers = new Headers()
    headers.append('set-cookie', 'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT')
    headers.append('set-cookie', 'b=2; Expires=Thu, 22 Oct 2037 07:28:00 GMT')
    return new Response(null, { headers })
  },
  send: client => client.get(client.path),
  expect(answer) {
    expect(answer.all('set-cookie')).toEqual([
      'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT',
      'b=2; Expires=Thu, 22 Oct 2037 07:28:00 GMT',
    ])
  },
})

/** A host that set a status, a length and a coding of its own before it came to us. */
const presumptuous: Setup = {
  before: [
    {
      connect(_req, res, next) {
        res.statusCode = 418
        res.setHeader('content-length', '3')
        if (!res.stream) res.setHeader('transfer-encoding', 'chunked')
        next()
      },
      koa(ctx, next) {
        ctx.res.statusCode = 418
        ctx.set('content-length', '3')
        if (!ctx.res.stream) ctx.set('transfer-encoding', 'chunked')
        return next()
      },
    },
  ],
}

for (const [what, make] of [
  ['a known body', () => new Response('body', { status: 201 })],
  ['a live body', () => new Response(soon('body'), { status: 201 })],
] as const) {
  fault({
    row: 158,
    title: `a status, length and coding of the host are replaced for ${what}`,
    setup: presumptuous,
    handler: make,
    send: client => client.get(client.path),
    expect(answer) {
      expect([answer.status, answer.text, answer.cut]).toEqual([201, 'body', false])
    },
    connection: 'either',
    probe: { path: '/reads' },
  })
}

fault({
  row: 159,
  title: 'a string of 3 MB has its exact length',
  handler: () => new Response('ä'.repeat(1_500_000)),
  send: client => client.get(client.path),
  expect(answer) {
    expect([answer.body.length, answer.one('content-length')]).toEqual([3_000_000, '3000000'])
  },
})

fault({
  row: 143,
  title: 'a latin1 header beside a UTF-8 body is the bytes it was',
  handler: () => new Response('café', { headers: { 'x-latin': 'caf\xe9' } }),
  send: client => client.get(client.path),
  expect(answer, { host }) {
    expect(answer.text).toBe('café')
    if (!host.http2) expect(answer.one('x-latin')).toBe('caf\xe9')
  },
})

for (const [what, body] of [
  ['an empty stream', () => pieces()],
  ['a stream of empty chunks', () => pieces('', new Uint8Array(0))],
] as const) {
  fault({
    row: 161,
    title: `${what} is an empty answer`,
    handler: () => new Response(body()),
    send: client => client.get(client.path),
    expect: answered(''),
  })
}

for (const [what, headers] of [
  ['10 000 headers', Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`x-${n}`, 'v']))],
  ['a header of a megabyte', { 'x-big': 'v'.repeat(1_000_000) }],
] as const) {
  fault({
    row: 162,
    title: `${what} are sent or an error, never half a head`,
    handler: () => new Response('x', { headers }),
    send: client => client.get(client.path),
    expect(answer) {
      expect([200, 500]).toContain(answer.status)
      expect(answer.cut).toBe(false)
      if (answer.status === 200) expect(answer.text).toBe('x')
      else expectNoLeak(answer)
    },
  })
}

fault({
  row: 164,
  title: 'cookies that were set are not sent when the handler throws',
  handler: async () => {
    const { cookies: jar } = require('route-handlers/next/headers')
    ;(await jar()).set('a', '1')
    throw new Error('after the cookie')
  },
  send: client => client.get(client.path),
  expect(answer) {
    expect([answer.status, answer.all('set-cookie')]).toEqual([500, []])
  },
})

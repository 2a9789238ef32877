/** Table E and section 6: uploads that nobody reads to their end, and what becomes of the connection. */
import path from 'node:path'
import type { Stream } from '../hosts/client/http2'
import type { Handler, Setup } from '../hosts/host/setup'
import { syntaxOfHttp1 } from '../hosts/table'
import type { Client } from './client'
import { fault } from './fault'
import { answered } from './legend'

const MEGABYTE = Buffer.alloc(1_000_000, 120)

/** Bounds that a test need not sit out. */
const brisk: Setup = { options: { drain: { bytes: 300_000, ms: 60 }, bodyLimit: 5_000_000 } }

const echo: Setup = { dir: path.join(__dirname, 'fixtures/echo') }

const onlyHttp2 = Object.fromEntries(
  ['express4', 'express5', 'koa2', 'koa3', 'node:http'].map(name => [name, 'about HTTP/2']),
)

fault({
  row: 101,
  title: 'a GET with a body has none for the handler, and the pipelined request is answered',
  handler: request => new Response(String(request.body)),
  async send(client) {
    const wire = await client.wire()
    wire.request({ path: client.path, body: 'GET /smuggled' }).request({ path: '/users' })
    return [await wire.answer(), await wire.answer()] as const
  },
  expect([first, second], client) {
    answered('null')(first, client)
    expect(second.json()).toEqual([{ id: 1 }])
  },
  except: syntaxOfHttp1,
})

for (const method of ['DELETE', 'OPTIONS', 'PATCH', 'PUT']) {
  fault({
    row: 102,
    title: `the body of ${method} can be read`,
    setup: echo,
    probe: { path: '/echo' },
    send: client => client.send({ method, path: '/echo', body: 'kept' }),
    expect: answered('kept'),
  })
}

for (const body of ['small', MEGABYTE]) {
  fault({
    row: 103,
    title: `a POST of ${body.length} bytes that nobody reads is answered`,
    send: client => client.send({ method: 'POST', path: client.path, body }),
    expect: answered('handled'),
  })
}

const partial: ReadonlyArray<[row: number, what: string, read: Handler]> = [
  [105, 'one chunk is read', request => request.body!.getReader().read()],
  [106, 'the body is cancelled', request => request.body!.cancel()],
  [
    107,
    'one chunk is read and the reader lets go',
    async request => {
      const reader = request.body!.getReader()
      await reader.read()
      reader.releaseLock()
    },
  ],
]

for (const [row, what, read] of partial) {
  const handler: Handler = async (request, context) => {
    await read(request, context)
    return new Response('early', { status: 413 })
  }

  fault({
    row,
    title: `${what}, then 413: it arrives, and the rest of the upload is read away`,
    setup: { ...brisk, options: { ...brisk.options, drain: { ms: 5_000 } } },
    handler,
    send: client => client.send({ method: 'POST', path: client.path, body: MEGABYTE }),
    expect: answered('early', 413),
  })

  fault({
    row,
    title: `${what}, then 413: an upload that never ends is closed behind it`,
    setup: brisk,
    handler,
    send: client => unending(client, client.path),
    expect: answered('early', 413),
    connection: 'closed',
  })
}

/** A part of an upload; the rest never comes. Over HTTP/2 the stream has to be closed all the same. */
async function unending(client: Client, target: string, method = 'POST', length = 4_000_000) {
  const headers = { 'content-length': String(length) }
  const exchange = await client.open({ method, path: target, headers, open: true })
  exchange.write('x'.repeat(1_000))
  const answer = await exchange.answer()
  if (client.host.http2) expect(await (exchange as Stream).closed).toBe(0)
  return answer
}

/** Answers that no handler gave. */
const ours: ReadonlyArray<
  [what: string, options: object, method: string, target: string, status: number]
> = [
  ['405', {}, 'DELETE', '/reads', 405],
  ['the automatic OPTIONS', { fallthrough: false }, 'OPTIONS', '/reads', 204],
  ['a 404 of ours', { fallthrough: false }, 'POST', '/nowhere', 404],
  ['308', { trailingSlash: 'redirect' }, 'POST', '/reads/', 308],
  ['a refused path', {}, 'POST', '/item/%ff', 400],
  ['413 before the handler', { bodyLimit: 1_000 }, 'POST', '/writes', 413],
]

for (const [what, options, method, target, status] of ours) {
  const setup: Setup = { options: { ...brisk.options, ...options } }
  fault({
    row: '6',
    title: `${what} comes at once, and an upload that never ends is closed behind it`,
    setup,
    send: client => unending(client, target, method),
    expect: answer => expect([answer.status, answer.cut]).toEqual([status, false]),
    connection: 'closed',
  })

  fault({
    row: '6',
    title: `${what} keeps the connection where the upload is small`,
    setup,
    send: client => client.send({ method, path: target, body: 'x'.repeat(1_001) }),
    expect: answer => expect([answer.status, answer.cut]).toEqual([status, false]),
  })

  fault({
    row: '6',
    title: `${what} arrives whole, in order, before more than the bound is read`,
    setup: { options: { ...setup.options, drain: { bytes: 300_000, ms: 60_000 } } },
    async send(client) {
      const wire = await client.wire()
      const headers = { 'content-length': '4000000' }
      wire.request({ method, path: target, headers, open: true }).write(Buffer.alloc(3_999_999))
      const answer = await wire.answer()
      await wire.surplus()
      return [answer, wire.ending] as const
    },
    expect([answer, ending]) {
      expect([answer.status, answer.cut, ending]).toEqual([status, false, 'end'])
    },
    connection: 'either',
    except: syntaxOfHttp1,
  })
}

fault({
  row: '6',
  title: 'a route that cannot be loaded closes the connection behind an unending upload',
  setup: { ...brisk, dir: 'broken', cold: true },
  probe: { path: '/good' },
  send: client => unending(client, '/bad'),
  expect: answer => expect([answer.status, answer.cut]).toEqual([500, false]),
  connection: 'closed',
})

fault({
  row: '6',
  title: '503 during a shutdown arrives whole while the client still sends',
  async send({ host }) {
    const app = await host.start(brisk)
    try {
      await app.mount.close()
      const exchange = await app.open({ method: 'POST', path: '/writes', open: true, ...declared })
      exchange.write(MEGABYTE)
      return await exchange.answer()
    } finally {
      await app.stop()
    }
  },
  expect: answer => expect([answer.status, answer.cut]).toEqual([503, false]),
})

const declared = { headers: { 'content-length': '2000000' } }

for (const [what, headers] of [
  ['Connection: close from the handler', {}],
  ['Connection: close from the client', { connection: 'close' }],
] as const) {
  fault({
    row: '6',
    title: `${what}: the answer is whole and the end in order, though the upload goes on`,
    setup: brisk,
    handler: () => new Response('last', { headers: { connection: 'close' } }),
    async send(client) {
      const wire = await client.wire()
      const length = { 'content-length': '200000' }
      const line = { method: 'POST', path: client.path, headers: { ...length, ...headers } }
      wire.request({ ...line, open: true }).write(Buffer.alloc(100_000))
      const answer = await wire.answer()
      wire.write(Buffer.alloc(100_000))
      await wire.surplus()
      return [answer, wire.ending] as const
    },
    expect([answer, ending], client) {
      answered('last')(answer, client)
      expect(ending).toBe('end')
    },
    connection: 'either',
    except: syntaxOfHttp1,
  })
}

fault({
  row: 127,
  title: 'a POST that nobody reads is answered, and its stream closed with NO_ERROR',
  send: client => unending(client, client.path),
  expect: answered('handled'),
  except: onlyHttp2,
})

fault({
  row: 127,
  title: 'an answer larger than the window arrives whole before the stream is closed',
  handler: async request => {
    await request.body!.getReader().read()
    return new Response(MEGABYTE)
  },
  send: client => unending(client, client.path),
  expect: answer => expect([answer.body.length, answer.cut]).toEqual([1_000_000, false]),
  except: onlyHttp2,
})

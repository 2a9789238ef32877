/** Section 1.3 and rows 108 to 111: the body limit is counted on the stream and decided by us. */
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { getNodeRequest } from 'route-handlers'
import type { Handler, Setup } from '../hosts/host/setup'
import { syntaxOfHttp1 } from '../hosts/table'
import type { Client } from './client'
import { fault } from './fault'
import { answered, refused } from './legend'

const small: Setup = {
  options: { bodyLimit: { '*': 1_000, '/writes': 10 }, drain: { bytes: 300_000, ms: 60 } },
}

/** A body without a declared length, over either protocol. */
async function undeclared(client: Client, chunks: number, target = client.path) {
  const chunk = 'x'.repeat(500)
  const { http2 } = client.host
  const headers: Record<string, string> = http2 ? {} : { 'transfer-encoding': 'chunked' }
  const exchange = await client.open({ method: 'POST', path: target, headers, open: true })
  for (let at = 0; at < chunks; at++) exchange.write(http2 ? chunk : `1f4\r\n${chunk}\r\n`)
  if (!http2) exchange.write('0\r\n\r\n')
  exchange.end()
  return exchange.answer()
}

const length: Handler = async request => new Response(String((await request.text()).length))

fault({
  row: 108,
  title: 'an upload of 8 MB waits outside while the handler does not read',
  setup: { options: { bodyLimit: false, drain: { ms: 10 } } },
  handler: async request => {
    const { socket } = getNodeRequest(request) as { socket: { bytesRead: number } }
    for (let before = -1; before !== socket.bytesRead; await sleep(40)) before = socket.bytesRead
    return new Response(String(socket.bytesRead))
  },
  send: client => client.send({ method: 'POST', path: client.path, body: Buffer.alloc(8_000_000) }),
  expect: answer => expect(Number(answer.text)).toBeLessThan(1_000_000),
  connection: 'either',
})

for (const [target, bytes] of [
  ['/inline', 1_001],
  ['/writes', 11],
] as const) {
  fault({
    row: 109,
    title: `a declared length of ${bytes} is 413 before the handler of ${target} runs`,
    setup: small,
    send: client => {
      const path = target === '/inline' ? client.path : target
      return client.send({ method: 'POST', path, body: 'x'.repeat(bytes) })
    },
    expect(answer, client) {
      refused(413)(answer, client)
      expect(client.requests).toEqual([])
    },
  })
}

fault({
  row: 109,
  title: 'a body of exactly the limit is read',
  setup: small,
  handler: length,
  send: client => client.send({ method: 'POST', path: client.path, body: 'x'.repeat(1_000) }),
  expect: answered('1000'),
})

/** What a handler may make of the failed read. */
const reactions: ReadonlyArray<[what: string, handler: Handler]> = [
  ['does not catch', length],
  ['answers 200', request => request.text().catch(() => new Response('caught'))],
  ['throws another error', request => request.text().catch(() => Promise.reject(new Error('own')))],
  [
    'reads the stream and answers 200',
    async request => {
      const reader = request.body!.getReader()
      try {
        for (let read = await reader.read(); !read.done; read = await reader.read());
      } catch {}
      return new Response('caught')
    },
  ],
  ['reads a clone', async request => new Response(await request.clone().text())],
  ['asks for a form', async request => request.formData().then(() => new Response('form'))],
]

for (const [what, handler] of reactions) {
  fault({
    row: 110,
    title: `an undeclared body over the limit is 413 where the handler ${what}`,
    setup: small,
    send: client => undeclared(client, 20),
    handler: async (request, context) => {
      const result = await handler(request, context)
      return result instanceof Response ? result : new Response('read')
    },
    expect: refused(413),
  })
}

fault({
  row: 110,
  title: 'an undeclared body within the limit is read',
  setup: small,
  handler: length,
  send: client => undeclared(client, 2),
  expect: answered('1000'),
})

fault({
  row: 110,
  title: 'bodyLimit: false counts nothing',
  setup: { options: { bodyLimit: false } },
  handler: async request => new Response(String((await request.arrayBuffer()).byteLength)),
  send: client =>
    client.send({ method: 'POST', path: client.path, body: Buffer.alloc(11 * 1024 * 1024) }),
  expect: answered(String(11 * 1024 * 1024)),
})

fault({
  row: 110,
  title: 'the default limit is 10 485 760 bytes',
  handler: length,
  async send(client) {
    const line = { method: 'POST', path: client.path, open: true }
    const headers = { 'content-length': '10485761' }
    return (await client.wire()).request({ ...line, headers }).answer()
  },
  expect: refused(413),
  connection: 'closed',
  except: syntaxOfHttp1,
})

fault({
  row: '1.3',
  title: 'a body that a parser of the host accepted is not limited a second time',
  setup: { options: { bodyLimit: 10 }, parsers: ['text'] },
  handler: async request => new Response(await request.text()),
  send: client =>
    client.send({
      method: 'POST',
      path: client.path,
      headers: { 'content-type': 'text/plain' },
      body: 'longer than ten',
    }),
  expect: answered('longer than ten'),
})

for (const bodyLimit of [-1, Number.NaN, '10mb', null, { '/a': 'x' }]) {
  fault({
    row: '1.3',
    title: `bodyLimit ${inspect(bodyLimit)} stops the mount`,
    send: ({ host }) =>
      host.start({ options: { bodyLimit } }).then(
        running => running.stop(),
        (error: unknown) => error,
      ),
    expect: error => expect(error).toMatchObject({ code: 'RH_INVALID_OPTION' }),
  })
}

fault({
  row: 111,
  title: 'an understated length leaves the excess to the next request',
  handler: async request => new Response(await request.text()),
  async send(client) {
    const wire = await client.wire()
    const post = `POST ${client.path} HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc`
    wire.raw(`${post}GET /reads HTTP/1.1\r\nHost: h\r\n\r\n`, 'POST').raw('')
    return [await wire.answer(), await wire.answer()] as const
  },
  expect([first, second], client) {
    answered('abc')(first, client)
    expect(second.text).toBe('read')
  },
  except: syntaxOfHttp1,
})

fault({
  row: 111,
  title: 'over HTTP/2 a body other than declared is no whole body for the handler',
  handler: async request => new Response(await request.text()),
  async send(client) {
    const headers = { 'content-length': '3' }
    const stream = client.h2().open({ method: 'POST', path: client.path, headers, open: true })
    stream.write('abcdef')
    stream.end()
    return stream.answer().catch((error: Error) => error.constructor.name)
  },
  expect: outcome => expect(outcome).toBe('Cut'),
  // Node 22 and later end the session with it.
  connection: 'either',
  except: {
    express4: 'about HTTP/2',
    express5: 'about HTTP/2',
    koa2: 'about HTTP/2',
    koa3: 'about HTTP/2',
    'node:http': 'about HTTP/2',
  },
})

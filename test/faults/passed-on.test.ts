/**
 * Rows 151 and 153: `return fetch(upstream)`. What fetch gives has a decoded body and the headers of
 * the encoded one, and the connection headers of the upstream; over HTTP/2 those are fatal.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { within } from '../hosts/streams'
import { fault } from './fault'
import { answered, wasCut } from './legend'

const TEXT = 'from upstream '.repeat(2_000)

const codings: Record<string, (text: string) => Buffer> = {
  gzip: text => gzipSync(text),
  br: text => brotliCompressSync(text),
  deflate: text => deflateSync(text),
  identity: text => Buffer.from(text),
}

let gone = 0

/** `/gzip/length`, `/br/chunked`, …; `/cut` breaks off; `/idle` never ends. */
const upstream = http.createServer((req, res) => {
  const [, coding = '', framing = ''] = (req.url ?? '').split('/')
  res.setHeader('content-type', 'text/plain')
  res.setHeader('set-cookie', ['a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT', 'b=2'])
  res.setHeader('connection', 'keep-alive, x-hop')
  res.setHeader('x-hop', 'by hop')
  res.setHeader('keep-alive', 'timeout=77')
  res.setHeader('proxy-authenticate', 'Basic')
  res.on('close', () => gone++)
  if (coding === 'cut' || coding === 'idle') {
    res.setHeader('content-length', 1_000)
    res.write('half')
    if (coding === 'cut') setTimeout(() => res.destroy(), 20)
    return
  }
  if (coding === '204') return res.writeHead(204).end()
  const bytes = codings[coding]?.(TEXT) ?? Buffer.alloc(0)
  if (coding !== 'identity') res.setHeader('content-encoding', coding)
  if (framing === 'length') res.setHeader('content-length', bytes.length)
  else res.setHeader('transfer-encoding', 'chunked')
  if (req.method === 'HEAD') return res.end()
  res.write(bytes.subarray(0, 100))
  setImmediate(() => res.end(bytes.subarray(100)))
})

let origin: string

beforeAll(async () => {
  await new Promise<void>(resolve => upstream.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
})

afterAll(async () => {
  upstream.closeAllConnections()
  await new Promise(resolve => upstream.close(resolve))
})

const hops = ['keep-alive', 'x-hop', 'transfer-encoding', 'content-encoding']

for (const coding of Object.keys(codings)) {
  for (const framing of ['length', 'chunked']) {
    for (const row of [151, 153]) {
      fault({
        row,
        title: `a passed-on ${coding} response (${framing}) arrives whole, twice on a connection`,
        handler: () => fetch(`${origin}/${coding}/${framing}`),
        async send(client) {
          return [await client.get(client.path), await client.get(client.path)] as const
        },
        expect(answers, client) {
          for (const answer of answers) {
            answered(TEXT)(answer, client)
            expect(
              answer.lines.filter(
                ([name, value]) => hops.includes(name) && !/chunked|timeout=5/.test(value),
              ),
            ).toEqual([])
            expect(answer.all('set-cookie')).toEqual([
              'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT',
              'b=2',
            ])
            expect([undefined, String(TEXT.length)]).toContain(answer.one('content-length'))
          }
        },
        except: protocolOf(row),
      })
    }
  }
}

function protocolOf(row: number) {
  const http2 = ['koa3 over http2', 'node:http2']
  const http1 = ['express4', 'express5', 'koa2', 'koa3', 'node:http']
  return Object.fromEntries((row === 151 ? http2 : http1).map(name => [name, 'the other row']))
}

fault({
  row: 151,
  title: 'HEAD of a passed-on response has neither body nor the length of the encoded one',
  handler: request => fetch(`${origin}/gzip/length`, { method: request.method }),
  send: client => client.send({ method: 'HEAD', path: client.path }),
  expect(answer) {
    expect([answer.status, answer.text, answer.one('content-encoding')]).toEqual([
      200,
      '',
      undefined,
    ])
  },
})

fault({
  row: 151,
  title: 'a passed-on 204 is a 204',
  handler: () => fetch(`${origin}/204`),
  send: client => client.get(client.path),
  expect: answered('', 204),
})

fault({
  row: 151,
  title: 'a passed-on clone arrives whole',
  handler: async () => (await fetch(`${origin}/gzip/length`)).clone(),
  send: client => client.get(client.path),
  expect: answered(TEXT),
})

fault({
  row: 151,
  title: 'an upstream that breaks off is CUT here, too',
  handler: () => fetch(`${origin}/cut`),
  send: client => client.get(client.path),
  async expect(answer, client) {
    wasCut('half')(answer, client)
    await within(500, () => client.seen.reported.length > 0)
    expect(client.seen.reported).toHaveLength(1)
  },
  connection: 'closed',
})

fault({
  row: 151,
  title: 'a client that leaves ends the request to the upstream',
  handler: () => fetch(`${origin}/idle`),
  async send(client) {
    gone = 0
    const exchange = await client.open({ path: client.path })
    await exchange.head()
    exchange.leave()
    await within(1_000, () => gone > 0)
  },
  expect(_, { seen }) {
    expect([gone, seen.errors, seen.reported]).toEqual([1, [], []])
  },
  connection: 'either',
})

fault({
  row: 151,
  title: 'an upstream that refuses the connection is an error of the handler, without its address',
  handler: () => fetch('http://127.0.0.1:1/secret-upstream'),
  send: client => client.get(client.path),
  expect(answer, { seen }) {
    expect([answer.status, answer.cut, seen.reported.length]).toEqual([500, false, 1])
    expect(answer.text).not.toMatch(/127\.0\.0\.1|secret|fetch/)
  },
})

fault({
  row: 151,
  title: 'a re-wrapped response that keeps the old length never spills over',
  handler: async () => {
    const response = await fetch(`${origin}/gzip/length`)
    return new Response(response.body, { headers: response.headers })
  },
  send: client => client.get(client.path),
  expect(answer) {
    // Nothing tells that the body was decoded: docs/behaviour.md. The connection must stay true.
    expect(answer.status).toBe(200)
  },
  connection: 'either',
  warns: ['RH_HEADER_DROPPED'],
})

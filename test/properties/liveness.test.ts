/**
 * Property 1 of reliability 5.4: whatever Node's parser accepts is answered once, or the connection
 * is closed, within a second; and the next request gets its own answer.
 */
import { METHODS } from 'node:http'
import fc from 'fast-check'
import type { Answer } from '../hosts/client/answer'
import { Cut } from '../hosts/client/inbox'
import type { Wire } from '../hosts/client/wire'
import '../hosts/trap'
import { happened, holds } from './runs'
import { connected, KINDS, serving } from './servers'

const DEADLINE_MS = 1_000

type Reading = 'nothing' | 'text' | 'formData' | 'json' | 'throw' | 'url'
let reading: Reading

const app = {
  async answer(request: Request): Promise<Response> {
    if (reading === 'throw') throw new Error('thrown by the handler')
    if (reading === 'nothing') return new Response('nothing')
    if (reading === 'url') return Response.json([request.url, [...request.headers]])
    return Response.json(String(await request[reading]()).length)
  },
}

const exported = Object.fromEntries(
  ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'].map(method => [
    method,
    (request: Request) =>
      request.headers.has('x-marker') ? new Response('marker') : app.answer(request),
  ]),
)
const servers = serving({ manifest: { '[[...all]]/route.ts': exported } })

const visible = fc.stringMatching(/^[!-~]{0,12}$/)
const path = fc.oneof(
  visible.map(text => `/${text}`),
  fc
    .array(fc.constantFrom('a', '..', '.', '%2e', '', '%', '%00', '%2f', '\\', '%c0', ';x', '@'), {
      maxLength: 6,
    })
    .map(parts => `/${parts.join('/')}`),
)
const host = fc.oneof(
  fc.constant('h'),
  fc.stringMatching(/^[ -~]{0,10}$/),
  fc.stringMatching(/^[a-z0-9.:[\]@-]{0,12}$/),
  fc.stringMatching(/^[0-9.xa-f-]{1,12}$/),
)
const target = fc.oneof(
  { weight: 4, arbitrary: path },
  fc
    .tuple(fc.constantFrom('http', 'https', 'ftp', 'x'), host, path)
    .map(([s, h, p]) => `${s}://${h}${p}`),
  fc.constantFrom('*', '/?', '/?a=%', '/#', '/a#?b', '//h/p', '/\\h'),
)
const name = fc.oneof(
  fc.constantFrom(
    'x-a',
    'cookie',
    'content-type',
    '__proto__',
    'constructor',
    'expect',
    'upgrade',
    'connection',
    'x-forwarded-host',
    'te',
    'range',
    'origin',
    'content-encoding',
  ),
  fc.stringMatching(/^[a-z!#$%&'*+.^_`|~-]{1,8}$/),
)
const value = fc.oneof(
  fc.stringMatching(/^[ -~\x80-\xff]{0,20}$/),
  fc.constantFrom(
    '100-continue',
    'close',
    'keep-alive',
    'websocket',
    'multipart/form-data',
    'a=1; =; b',
  ),
)
const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant('\r\n') },
  fc
    .string({ unit: 'binary-ascii', maxLength: 40 })
    .map(text => `Content-Length: ${text.length}\r\n\r\n${text}`),
  fc
    .tuple(
      fc.array(fc.stringMatching(/^[ -~]{1,9}$/), { maxLength: 4 }),
      fc.constantFrom('', ';e=1'),
    )
    .map(([chunks, extension]) => {
      const coded = chunks.map(text => `${text.length.toString(16)}${extension}\r\n${text}\r\n`)
      return `Transfer-Encoding: chunked\r\n\r\n${coded.join('')}0\r\n\r\n`
    }),
  fc.constant('Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n'),
)
const request = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'POST', 'OPTIONS', 'HEAD'), fc.constantFrom(...METHODS)),
  target,
  version: fc.constantFrom('1.1', '1.1', '1.1', '1.0'),
  hosts: fc.array(host, { minLength: 0, maxLength: 2 }),
  headers: fc.array(fc.tuple(name, value), { maxLength: 4 }),
  body,
})
type Sent = typeof request extends fc.Arbitrary<infer T> ? T : never

function bytesOf({ method, target, version, hosts, headers, body }: Sent): string {
  const lines = [...hosts.map(host => ['Host', host]), ...headers]
  const head = lines.map(([key, text]) => `${key}: ${text}\r\n`)
  return `${method} ${target} HTTP/${version}\r\n${head.join('')}${body}`
}

/** The next response, `undefined` where the connection ended before it began. */
async function next(wire: Wire): Promise<Answer | undefined> {
  try {
    return await wire.answer()
  } catch (error) {
    if (error instanceof Cut) return undefined
    throw error
  }
}

/** The answers to a request and to the one behind it, each once. */
async function answers(wire: Wire, sent: Sent): Promise<Array<Answer | undefined>> {
  wire.raw(bytesOf(sent), sent.method)
  wire.raw('GET /marker HTTP/1.1\r\nHost: h\r\nX-Marker: 1\r\nConnection: close\r\n\r\n')
  const first = await next(wire)
  if (first === undefined || first.cut) return [first]
  const second = await next(wire)
  expect(await wire.surplus()).toBe('')
  return [first, second]
}

function timed<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within a second')), DEADLINE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const readings: Reading[] = ['nothing', 'text', 'formData', 'json', 'throw', 'url']
const seen = { ours: 0, marker: 0 }

holds(
  'liveness',
  'property 1: any request is answered once or its connection closed, and so is the next',
  fc.asyncProperty(
    fc.nat(KINDS.length - 1),
    fc.constantFrom(...readings),
    request,
    async (kind, how, sent) => {
      reading = how
      const [first, second] = await timed(connected(servers()[kind]!, wire => answers(wire, sent)))
      // Without a listener for it, Node closes the connection of a CONNECT.
      if (sent.method !== 'CONNECT') expect(first?.cut).toBe(false)
      if (first?.status === 200) seen.ours++
      if (second === undefined) return
      // Node itself answers 400 to what it cannot parse, and closes.
      expect([200, 400]).toContain(second.status)
      if (second.status === 200) {
        expect(second.text).toBe('marker')
        seen.marker++
      }
    },
  ),
)

happened('liveness', 'property 1: requests reached handlers and left connections usable', seen)

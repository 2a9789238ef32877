/** A Node message as a Web `Request`: the parts together, and the end of the exchange. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { defineIncomingRequest, lazyRequestsWork } from '../../../src/fetch/incoming-request'
import { drainOf } from '../../../src/http/body/drain'
import { parsedOnMessage } from '../../../src/http/body/parsed-by-host'
import { EndlessLifecycle } from '../../../src/http/lifecycle'
import { originOfSocket } from '../../../src/http/request/origin'
import { type Incoming, MessageParts } from '../../../src/http/to-request'
import { consume, incoming, type Sent } from './incoming'
import { head, overWire, until } from './wire'

const POLICY = { origin: undefined, allowedHosts: undefined }

function convert(request: IncomingMessage, response?: ServerResponse, changes?: Partial<Incoming>) {
  const drain = response && drainOf(request, response, { bytes: 1000, ms: 500 })
  const parts = new MessageParts(
    {
      message: request,
      lifecycle: new EndlessLifecycle(),
      target: { path: '/a', search: '?b' },
      origin: originOfSocket(request),
      parsed: parsedOnMessage(request),
      source: { req: request },
      ...changes,
    },
    request.method!,
    POLICY,
    1000,
  )
  if (drain && parts.state.kind === 'live') drain.body = parts.state.body
  return parts
}

const PARSED: readonly (readonly [string, Sent, string])[] = [
  [
    'JSON',
    { headers: { 'content-type': 'application/json' }, left: { body: { a: 1 } } },
    '{"a":1}',
  ],
  [
    'a form',
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      left: { body: { a: ['1', '2'] } },
    },
    'a=1&a=2',
  ],
  ['text', { headers: { 'content-type': 'text/plain' }, left: { body: 'h\u00e9' } }, 'h\u00e9'],
  ['raw bytes', { left: { body: Buffer.from('raw') } }, 'raw'],
  ['kept bytes', { left: { body: { a: 1 }, rawBody: '{"a":  1}' } }, '{"a":  1}'],
]

const ACCESSORS: readonly (readonly [string, (request: Request) => Promise<string>])[] = [
  ['text()', request => request.text()],
  ['arrayBuffer()', async request => Buffer.from(await request.arrayBuffer()).toString()],
  ['blob()', async request => (await request.blob()).text()],
  ['body', async request => (await buffer(request.body!)).toString()],
  ['clone()', request => request.clone().text()],
  ['new Request(r)', request => new Request(request).text()],
]

const cases = PARSED.flatMap(([kind, sent, expected]) =>
  ACCESSORS.map(([accessor, read]) => ({ kind, sent, expected, accessor, read })),
)

const modes = lazyRequestsWork() ? [true, false] : [false]

describe.each(modes.map(lazy => ({ lazy })))('a converted request (lazy: $lazy)', ({ lazy }) => {
  const create = defineIncomingRequest(Request, lazy)

  it.each(cases)('BODY-4: $kind that was parsed is had by $accessor', async row => {
    const message = await consume(incoming({ ...row.sent, chunks: ['gone'] }))
    await expect(row.read(create(convert(message)))).resolves.toBe(row.expected)
  })

  it.each(ACCESSORS)(
    'BODY-9: a body that is lost rejects in %s with its own error',
    async (_, read) => {
      const message = await consume(incoming({ chunks: ['gone'] }))
      const parts = convert(message)
      const { state } = parts
      const lost = state.kind === 'lost' && state.error
      const reading = async (): Promise<string> => read(create(parts))
      await expect(reading()).rejects.toBe(lost)
    },
  )

  it('BODY-9: a handler that never reads a lost body works', async () => {
    const message = await consume(incoming({ chunks: ['gone'] }))
    expect(create(convert(message)).url).toBe('http://host.example/a?b')
  })

  it('BODY-8: the headers of a parsed body tell of the new bytes', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const message = incoming({ headers, chunks: ['gone'], left: { body: [1, 2] } })
    const request = create(convert(await consume(message)))
    expect(request.headers.get('content-encoding')).toBeNull()
    expect(request.headers.get('content-length')).toBe('5')
  })

  it('row 113: a read under way rejects when the client leaves', async () => {
    let reading: Promise<unknown> | undefined
    const result = await overWire(
      async (req, res) => {
        reading = create(convert(req, res)).text()
        return reading.catch(error => error)
      },
      async ({ socket }) => {
        socket.write(`${head(50)}12345`)
        await until(() => reading !== undefined)
        socket.destroy()
      },
    )
    expect(result).toMatchObject({ code: 'RH_BODY_ABORTED', status: 400 })
  })

  it('row 126: a read under way rejects when the answer ends before the body', async () => {
    const result = await overWire(
      async (req, res) => {
        const reader = create(convert(req, res)).body!.getReader()
        await reader.read()
        res.end()
        return reader.read().catch(error => error)
      },
      ({ socket }) => socket.write(`${head(50)}12345`),
    )
    expect(result).toMatchObject({ code: 'RH_BODY_ABORTED' })
  })
})

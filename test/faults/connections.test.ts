/** Table I: what happens to connections, sessions and servers under our requests. */
import { setTimeout as sleep } from 'node:timers/promises'
import { getNodeRequest } from 'route-handlers'
import type { Handler } from '../hosts/host/setup'
import { endless, idle, within } from '../hosts/streams'
import { type NotApplicable, syntaxOfHttp1 } from '../hosts/table'
import type { Client } from './client'
import { fault } from './fault'

const onlyHttp2: NotApplicable = {
  express4: 'about HTTP/2',
  express5: 'about HTTP/2',
  koa2: 'about HTTP/2',
  koa3: 'about HTTP/2',
  'node:http': 'about HTTP/2',
}

fault({
  row: 211,
  title: 'three pipelined requests are answered in order, the slowest first',
  handler: async request => {
    const wait = Number(new URL(request.url).searchParams.get('wait'))
    await sleep(wait)
    return new Response(String(wait))
  },
  async send(client) {
    const wire = await client.wire()
    for (const wait of [30, 15, 0]) wire.request({ path: `${client.path}?wait=${wait}` })
    return [await wire.answer(), await wire.answer(), await wire.answer()].map(({ text }) => text)
  },
  expect: texts => expect(texts).toEqual(['30', '15', '0']),
  except: syntaxOfHttp1,
})

for (const [what, body] of [
  ['short', 'x'.repeat(100)],
  ['long', 'x'.repeat(400_000)],
] as const) {
  fault({
    row: 211,
    title: `a request behind a ${what} upload that nobody reads is answered after it`,
    async send(client) {
      const wire = await client.wire()
      const post = { method: 'POST', path: client.path, body }
      wire.request(post).request({ path: '/reads' }).request(post)
      return [await wire.answer(), await wire.answer(), await wire.answer()].map(({ text }) => text)
    },
    expect: texts => expect(texts).toEqual(['handled', 'read', 'handled']),
    except: syntaxOfHttp1,
  })
}

fault({
  row: 215,
  title: 'close() and server.close(): idle ends, active finishes, streams end after the grace',
  async send({ host }) {
    const watched = idle('first')
    let aborted = false
    let begun = false
    const app = await host.start({
      handler: async request => {
        if (request.method === 'POST') {
          begun = true
          await sleep(40)
          return new Response('finished')
        }
        request.signal.addEventListener('abort', () => {
          aborted = true
        })
        return new Response(watched.stream)
      },
    })
    await app.get('/reads')
    const streaming = await app.open({ path: app.inline })
    await streaming.head()
    await streaming.piece()
    const active = await app.open({ method: 'POST', path: app.inline, body: 'x' })
    expect(await within(1_000, () => begun)).toBe(true)
    const closed = new Promise(resolve => app.server.close(resolve))
    const ours = app.mount.close({ graceMs: 80 })
    const { text } = await active.answer()
    await ours
    if (host.http2) app.reconnect()
    await Promise.race([closed, sleep(3_000, undefined, { ref: false }).then(() => app.stop())])
    return [text, aborted, watched.cancels, app.server.listening]
  },
  expect: outcome => expect(outcome).toEqual(['finished', true, 1, false]),
})

/** A stream under way, for the connection to break under. */
async function streaming(client: Client, breakIt: (client: Client, request: Request) => unknown) {
  const exchange = await client.open({ path: client.path })
  await exchange.head()
  await exchange.piece()
  const [request] = client.requests
  if (request === undefined) throw new Error('the handler did not run')
  await breakIt(client, request)
  return within(2_000, () => request.signal.aborted)
}

const watchedStreams: Record<string, () => ReturnType<typeof endless>> = {
  'a stream as fast as it is read': () => endless(),
  'a stream that waits': () => idle('first'),
}

type Socket = { destroy(error?: Error): void; setTimeout(ms: number, done: () => void): void }

const socketOf = (request: Request): Socket => {
  const message = getNodeRequest(request) as { socket: Socket; stream?: { session: Socket } }
  return message.stream?.session ?? message.socket
}

const breaks: ReadonlyArray<
  [row: number, what: string, run: (client: Client, request: Request) => unknown, NotApplicable]
> = [
  ...['EPIPE', 'ECONNRESET', 'ETIMEDOUT'].map(
    code =>
      [
        217,
        `a socket that fails with ${code}`,
        (_client: Client, request: Request) =>
          socketOf(request).destroy(Object.assign(new Error(`write ${code}`), { code })),
        {},
      ] as const,
  ),
  [
    218,
    'a timeout that the host set',
    (_, request) => {
      const socket = socketOf(request)
      socket.setTimeout(20, () => socket.destroy())
    },
    {},
  ],
  [219, 'the end of the session by the client', client => client.h2().close(), onlyHttp2],
]

for (const [row, what, run, except] of breaks) {
  for (const [name, make] of Object.entries(watchedStreams)) {
    let watched: ReturnType<typeof endless> | undefined
    fault({
      row,
      title: `${what} under ${name}: aborted, cancelled once, nobody's error`,
      handler: () => {
        watched = make()
        return new Response(watched.stream)
      },
      send: client => streaming(client, run),
      async expect(aborted, { seen }) {
        expect(aborted).toBe(true)
        expect(await within(1_000, () => watched?.cancels === 1)).toBe(true)
        expect([seen.errors, seen.reported]).toEqual([[], []])
      },
      connection: 'either',
      except,
    })
  }
}

const waiting: Handler = request =>
  new Promise(resolve =>
    request.signal.addEventListener('abort', () => resolve(new Response('late'))),
  )

fault({
  row: 219,
  title: 'a session that is destroyed aborts every request on it',
  handler: waiting,
  async send(client) {
    for (let count = 0; count < 20; count++) client.h2().open({ path: client.path })
    expect(await within(2_000, () => client.requests.length === 20)).toBe(true)
    client.h2().close()
    return within(2_000, () => client.requests.every(({ signal }) => signal.aborted))
  },
  expect(aborted, { seen }) {
    expect(aborted).toBe(true)
    expect([seen.errors, seen.reported]).toEqual([[], []])
  },
  connection: 'either',
  except: onlyHttp2,
})

fault({
  row: 221,
  title: 'requests beside a handler that blocks the event loop are answered after it',
  handler: () => {
    const end = performance.now() + 150
    while (performance.now() < end);
    return new Response('blocked')
  },
  async send(client) {
    const blocking = client.send({ path: client.path })
    const beside = await Promise.all([1, 2, 3].map(() => client.app.get('/reads')))
    return [(await blocking).text, ...beside.map(({ text }) => text)]
  },
  expect: texts => expect(texts).toEqual(['blocked', 'read', 'read', 'read']),
})

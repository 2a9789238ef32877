/** Table G: response streams that fail, idle, carry the wrong things, or lose their reader. */
import { EventEmitter, once } from 'node:events'
import http2 from 'node:http2'
import { setTimeout as sleep } from 'node:timers/promises'
import { runInNewContext } from 'node:vm'
import type { Handler } from '../hosts/host/setup'
import { endless, failing, idle, pieces, soon, timed, type Watched, within } from '../hosts/streams'
import { syntaxOfHttp1 } from '../hosts/table'
import type { Client } from './client'
import { fault } from './fault'
import { answered, failed, wasCut } from './legend'
import { expectNoLeak, SECRET, secretError } from './secrets'

const faults: Array<[string, () => unknown]> = [
  ['an Error', secretError],
  ['undefined', () => undefined],
  ['null', () => null],
  ['a string', () => SECRET],
  ["'router'", () => 'router'],
  ['a frozen Error', () => Object.freeze(secretError())],
]

for (const [what, make] of faults) {
  fault({
    row: 165,
    title: `a stream that fails with ${what} before the head is an error of the handler`,
    handler: () =>
      new Response(new ReadableStream({ start: controller => controller.error(make()) })),
    send: client => client.get(client.path),
    expect(answer, client) {
      failed()(answer, client)
      expect(client.seen.errors[0]).toBeInstanceOf(Error)
      expectNoLeak(answer)
    },
  })

  fault({
    row: what === 'undefined' ? 167 : 166,
    title: `a stream that fails with ${what} after two chunks is cut, reported once`,
    handler: () => new Response(failing(['one', 'two'], make()).stream),
    send: client => client.get(client.path),
    async expect(answer, { seen }) {
      expect([answer.text, answer.cut]).toEqual(['onetwo', true])
      expectNoLeak(answer)
      await within(500, () => seen.reported.length > 0)
      expect(seen.reported).toEqual([expect.any(Error)])
      expect(seen.errors.filter(error => error !== seen.reported[0])).toEqual([])
      expect(seen.legacy).toEqual([])
    },
    connection: 'closed',
  })
}

fault({
  row: 165,
  title: 'a first chunk of the wrong type is an error of the handler',
  handler: () => new Response(pieces({ secret: SECRET })),
  send: client => client.get(client.path),
  expect(answer, client) {
    failed('RH_STREAM_CHUNK')(answer, client)
    expect(client.seen.errors[0].message).toMatch(/instance of Object/)
  },
})

const wrong: Array<[row: number, what: string, make: () => unknown]> = [
  [169, 'a number', () => 42],
  [169, 'a plain object', () => ({ a: 1 })],
  [169, 'an array', () => [1, 2]],
  [169, 'a symbol', () => Symbol('s')],
  [169, 'an object without a class', () => Object.create(null)],
  [170, 'null', () => null],
  [170, 'undefined', () => undefined],
  [173, 'a SharedArrayBuffer', () => new SharedArrayBuffer(4)],
  [173, 'a detached Uint8Array', () => detached(new Uint8Array(4))],
  [173, 'a detached ArrayBuffer', () => detached(new Uint8Array(4)).buffer],
]

function detached(bytes: Uint8Array): Uint8Array {
  structuredClone(bytes, { transfer: [bytes.buffer] })
  return bytes
}

for (const [row, what, make] of wrong) {
  fault({
    row,
    title: `a chunk that is ${what} cuts the answer`,
    handler: () => new Response(failing(['first', make(), 'never'], new Error('unused')).stream),
    send: client => client.get(client.path),
    async expect(answer, { seen }) {
      expect([answer.text, answer.cut]).toEqual(['first', true])
      await within(500, () => seen.reported.length > 0)
      expect(seen.reported).toEqual([expect.objectContaining({ code: 'RH_STREAM_CHUNK' })])
    },
    connection: 'closed',
  })
}

fault({
  row: 171,
  title: 'chunks of no length are skipped and the stream goes on',
  handler: () => new Response(timed([0, 'a'], [2, ''], [4, 'b']).stream),
  send: client => client.get(client.path),
  expect: answered('ab'),
})

fault({
  row: 172,
  title: 'bytes in any view and of any realm are sent',
  handler: () => {
    const bytes = new TextEncoder().encode('__view__')
    return new Response(
      pieces(
        Buffer.from('buffer '),
        new TextEncoder().encode('array ').buffer,
        new DataView(bytes.buffer, 2, 4),
        new Uint16Array([0x2020]),
        runInNewContext('new Uint8Array([102, 97, 114])'),
        runInNewContext('new Uint8Array([33, 33]).buffer'),
        'ä',
      ),
    )
  },
  send: client => client.get(client.path),
  expect: answered('buffer array view  far!!ä'),
})

/** A handler whose stream and signal the row looks at, fresh for each case. */
class Observed {
  watched!: Watched
  signal!: AbortSignal
  private readonly make: () => Watched

  constructor(make: () => Watched) {
    this.make = make
  }

  readonly handler: Handler = request => {
    this.signal = request.signal
    this.watched = this.make()
    return new Response(this.watched.stream)
  }

  /** Leaves once the first bytes are here. */
  async leave(client: Client): Promise<void> {
    const exchange = await client.open({ path: client.path })
    await exchange.head()
    await exchange.piece()
    exchange.leave()
  }

  /** GONE: cancelled once with a reason, aborted, nobody told of an error. */
  async gone({ seen }: Client): Promise<void> {
    expect(await within(1_000, () => this.watched.cancels > 0 && this.signal.aborted)).toBe(true)
    // A second cancel would come in the turns that follow.
    await sleep(5)
    expect(this.watched.cancels).toBe(1)
    expect(this.watched.reason).toBeInstanceOf(Error)
    expect(this.signal.reason.name).toBe('ResponseAborted')
    expect([seen.errors, seen.reported]).toEqual([[], []])
  }
}

const leaving: Array<[row: number, title: string, make: () => Watched]> = [
  [174, 'an endless stream is cancelled once when the client leaves', () => endless()],
  [175, 'a stream whose pull never ends is cancelled once when the client leaves', () => idle('a')],
]

for (const [row, title, make] of leaving) {
  const observed = new Observed(make)
  fault({
    row,
    title,
    handler: observed.handler,
    send: client => observed.leave(client),
    expect: (_, client) => observed.gone(client),
    connection: 'either',
  })
}

const onlyHttp2 = Object.fromEntries(
  ['express4', 'express5', 'koa2', 'koa3', 'node:http'].map(name => [name, 'about HTTP/2']),
)

{
  const observed = new Observed(() => idle('a'))
  fault({
    row: 185,
    title: 'RST_STREAM in mid-stream cancels and aborts, the session goes on',
    handler: observed.handler,
    send: client => observed.leave(client),
    expect: (_, client) => observed.gone(client),
    except: onlyHttp2,
  })
}

fault({
  row: 186,
  title: 'a failing stream is RST_STREAM with INTERNAL_ERROR, never NO_ERROR',
  handler: () => new Response(failing(['one'], new Error('mid-stream')).stream),
  async send(client) {
    const session = http2.connect(`http://127.0.0.1:${client.app.port}`)
    const stream = session.request({ ':path': client.path })
    stream.resume().on('error', () => {})
    await new Promise(resolve => stream.once('close', resolve))
    session.close()
    return stream.rstCode
  },
  expect: code => expect(code).toBe(2),
  except: onlyHttp2,
})

{
  const observed = new Observed(() => idle('a'))
  fault({
    row: 181,
    title: 'a half-closed connection is a client that left',
    handler: observed.handler,
    async send(client) {
      const wire = await client.wire()
      wire.request({ path: client.path })
      await wire.head()
      await wire.piece()
      wire.fin()
    },
    expect: (_, client) => observed.gone(client),
    connection: 'closed',
    except: syntaxOfHttp1,
  })
}

{
  const late = new EventEmitter()
  let watched: Watched
  fault({
    row: 177,
    title: 'a stream returned after the client left is cancelled',
    async handler(request) {
      late.emit('running')
      await once(request.signal, 'abort')
      watched = idle('late')
      return new Response(watched.stream)
    },
    async send(client) {
      const running = once(late, 'running')
      const exchange = await client.open({ path: client.path })
      await running
      exchange.leave()
    },
    async expect(_, { seen }) {
      expect(await within(1_000, () => watched?.cancels === 1)).toBe(true)
      expect([seen.errors, seen.reported]).toEqual([[], []])
    },
    connection: 'either',
  })
}

for (const [what, cancel] of [
  [
    'throws',
    () => {
      throw new Error('cancel failed')
    },
  ],
  ['rejects', () => Promise.reject(new Error('cancel failed'))],
  ['never settles', () => new Promise(() => {})],
] as const) {
  let cancels = 0
  fault({
    row: 178,
    title: `a cancel() that ${what} harms nobody`,
    handler: () =>
      new Response(
        new ReadableStream({
          start: controller => controller.enqueue(Buffer.from('first')),
          pull: () => new Promise(() => {}),
          cancel() {
            cancels++
            return cancel()
          },
        }),
      ),
    async send(client) {
      cancels = 0
      const exchange = await client.open({ path: client.path })
      await exchange.piece().catch(() => {})
      await exchange.head().catch(() => {})
      exchange.leave()
    },
    async expect(_, { seen }) {
      expect(await within(1_000, () => cancels === 1)).toBe(true)
      expect([seen.errors, seen.reported]).toEqual([[], []])
    },
    connection: 'either',
  })
}

{
  let fail: (error: Error) => void
  let signal: AbortSignal
  fault({
    row: 179,
    title: 'a pull that rejects after the client left harms nobody',
    handler(request) {
      signal = request.signal
      const pull = () => new Promise<void>((_, reject) => (fail = reject))
      const start = (controller: any) => controller.enqueue(Buffer.from('first'))
      return new Response(new ReadableStream({ start, pull }))
    },
    async send(client) {
      const exchange = await client.open({ path: client.path })
      await exchange.head()
      await exchange.piece()
      exchange.leave()
      await within(1_000, () => signal.aborted)
      fail(new Error('too late'))
    },
    async expect(_, { seen }) {
      await sleep(5)
      expect([seen.errors, seen.reported]).toEqual([[], []])
    },
    connection: 'either',
  })
}

for (const [what, make] of [
  ['endless', () => endless()],
  ['idle', () => idle()],
] as const) {
  let watched: Watched
  fault({
    row: 180,
    title: `HEAD on an ${what} stream answers at once and cancels it`,
    handler: () => {
      watched = make()
      return new Response(watched.stream, { headers: { 'content-type': 'x/y' } })
    },
    send: client => client.send({ method: 'HEAD', path: client.path }),
    expect(answer) {
      expect([answer.status, answer.text, answer.one('content-type')]).toEqual([200, '', 'x/y'])
      expect([watched.cancels, watched.pulls <= 1]).toEqual([1, true])
    },
  })
}

{
  const observed = new Observed(() => endless())
  fault({
    row: 182,
    title: 'a client that never reads ends with the socket timeout of the host',
    handler: observed.handler,
    async send(client) {
      client.app.server.once('connection', socket => socket.setTimeout(100))
      await (await client.open({ path: client.path })).head()
    },
    expect: (_, client) => observed.gone(client),
    connection: 'either',
    except: syntaxOfHttp1,
  })
}

{
  let watched: Watched
  let done = false
  fault({
    row: 183,
    title: 'a stream that ends while the client leaves surfaces no write error',
    handler: () => {
      done = false
      watched = timed([0, 'a'], [5, 'b'], [10, 'c'])
      setTimeout(() => (done = true), 40)
      return new Response(watched.stream)
    },
    async send(client) {
      const exchange = await client.open({ path: client.path })
      await exchange.head()
      exchange.leave()
    },
    async expect(_, { seen }) {
      await within(1_000, () => done)
      expect([seen.errors, seen.reported]).toEqual([[], []])
    },
    connection: 'either',
  })
}

fault({
  row: 187,
  title: '120 streams leave no listener on the connection',
  handler: () => new Response(soon('a')),
  async send(client) {
    const sockets: any[] = []
    const onConnection = (socket: any) => sockets.push(socket)
    client.app.server.on('connection', onConnection)
    const get = () => client.get(client.path)
    if (client.host.http2) await Promise.all(Array.from({ length: 120 }, get))
    else for (let round = 0; round < 120; round++) expect((await get()).text).toBe('a')
    client.app.server.off('connection', onConnection)
    return sockets.flatMap(socket =>
      socket.eventNames().map((name: any) => socket.listenerCount(name)),
    )
  },
  expect(counts) {
    expect(counts.length).toBeGreaterThan(0)
    expect(Math.max(...counts)).toBeLessThan(6)
  },
})

fault({
  row: 188,
  title: 'a client of HTTP/1.0 gets the stream without chunks, ended by the connection',
  handler: () => new Response(soon('ab')),
  send: client => client.bytes(`GET ${client.path} HTTP/1.0\r\nHost: h\r\n\r\n`),
  expect(answer) {
    expect([answer.text, answer.all('transfer-encoding')]).toEqual(['ab', []])
  },
  connection: 'closed',
  except: syntaxOfHttp1,
})

fault({
  row: 166,
  title: 'the next response after a cut stream is intact on the same session',
  handler: request =>
    new URL(request.url).search === '?again'
      ? new Response('intact')
      : new Response(failing(['half'], secretError()).stream),
  async send(client) {
    const first = await client.get(client.path)
    return [first, await client.get(`${client.path}?again`)] as const
  },
  expect([first, second], client) {
    wasCut('half')(first, client)
    answered('intact')(second, client)
  },
  except: onlyHttp2,
})

for (const [what, body] of [
  ['a known', () => 'body'],
  ['a live', () => idle('body').stream],
] as const) {
  const events = new EventEmitter()
  fault({
    row: 185,
    title: `${what} answer to an upload that was reset unread is nobody's error`,
    async handler() {
      events.emit('running')
      await once(events, 'answer')
      return new Response(body())
    },
    async send(client) {
      const running = once(events, 'running')
      const exchange = await client.open({ method: 'POST', path: client.path, open: true })
      exchange.write(Buffer.alloc(100_000))
      await running
      exchange.leave()
      // The reset has arrived once a later exchange is answered.
      await client.checkServer({ path: '/reads' })
      await sleep(5)
      events.emit('answer')
      await sleep(5)
    },
    expect(_, { seen }) {
      expect([seen.errors, seen.reported, seen.legacy]).toEqual([[], [], []])
    },
    connection: 'either',
  })
}

/** Interop rules, chapter 9, and reliability tables G and H: abort, cancel, back-pressure. */
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { bytes, type Exchange } from './client/answer'
import { reasons } from './fixtures/reasons'
import { type Layer, step } from './host/layer'
import { endless, idle, soon, timed, within } from './streams'
import { rule, syntaxOfHttp1 } from './table'
import './trap'

/** Koa itself emits the reset of a connection on the application. */
const isOurs = (error: any) => error.code !== 'ECONNRESET'

const leave = (exchange: Exchange) => exchange.leave()

rule('SIG-2', 'the signal aborts when the client leaves an idle handler', async start => {
  let signal: AbortSignal | undefined
  const app = await start({
    handler: async request => {
      signal = request.signal
      await new Promise(resolve => signal?.addEventListener('abort', resolve))
      return new Response('late')
    },
  })
  const exchange = await app.open({ path: app.inline })
  await within(1_000, () => signal !== undefined)
  leave(exchange)
  expect(await within(250, () => signal?.aborted === true)).toBe(true)
  // Next's own reason (next-semantics), where other servers give an AbortError.
  expect(signal?.reason?.name).toBe('ResponseAborted')
  await sleep(20)
  expect(app.seen.errors).toEqual([])
})

rule('SIG-2', 'the signal aborts after the body was read', async start => {
  let signal: AbortSignal | undefined
  const app = await start({
    handler: async request => {
      await request.text()
      signal = request.signal
      await new Promise(resolve => signal?.addEventListener('abort', resolve))
      return new Response('late')
    },
  })
  const exchange = await app.open({ method: 'POST', path: app.inline, body: 'read me' })
  await within(1_000, () => signal !== undefined)
  leave(exchange)
  expect(await within(250, () => signal?.aborted === true)).toBe(true)
})

rule('SIG-2', 'the signal of a clone and of a re-wrapped request abort too', async start => {
  const signals: AbortSignal[] = []
  const app = await start({
    handler: request => {
      signals.push(request.clone().signal, new Request(request).signal)
      return new Promise(() => {})
    },
  })
  const exchange = await app.open({ path: app.inline })
  await within(1_000, () => signals.length === 2)
  leave(exchange)
  expect(await within(250, () => signals.every(signal => signal.aborted))).toBe(true)
})

rule(
  'SIG-4 and rows 174, 175',
  'an idle stream is cancelled once when the client leaves',
  async start => {
    const watched = idle('first')
    let signal: AbortSignal | undefined
    const app = await start({
      handler: request => {
        signal = request.signal
        return new Response(watched.stream)
      },
    })
    const exchange = await app.open({ path: app.inline })
    await exchange.head()
    expect(String(await bytes(exchange, 5))).toBe('first')
    leave(exchange)
    expect(await within(250, () => watched.cancels > 0 && signal?.aborted === true)).toBe(true)
    await sleep(30)
    expect([watched.cancels, watched.reason !== undefined]).toEqual([1, true])
    expect(app.seen.errors).toEqual([])
  },
)

rule('SIG-4', 'a blocked stream is cancelled once when the client leaves', async start => {
  const watched = endless()
  let signal: AbortSignal | undefined
  const app = await start({
    handler: request => {
      signal = request.signal
      return new Response(watched.stream)
    },
  })
  const exchange = await app.open({ path: app.inline })
  await exchange.head()
  await stops(() => watched.pulls)
  leave(exchange)
  expect(await within(500, () => watched.cancels > 0 && signal?.aborted === true)).toBe(true)
  await sleep(30)
  expect(watched.cancels).toBe(1)
})

/** Waits until the count stands still for 100 ms. */
async function stops(count: () => number): Promise<number> {
  for (let before = -1; before !== count(); await sleep(100)) before = count()
  return count()
}

rule('SIG-5', 'a client that pauses stops the production', async start => {
  const watched = endless()
  const app = await start({ handler: () => new Response(watched.stream) })
  const exchange = await app.open({ path: app.inline })
  await exchange.head()
  await stops(() => watched.pulls)
  const stopped = watched.produced
  await sleep(200)
  expect(watched.produced).toBe(stopped)
  expect(stopped).toBeLessThan(32_000_000)
  expect(await exchange.piece()).toBeDefined()
})

rule('SIG-5', 'a client that goes on gets everything', async start => {
  const watched = endless(65_536, 200)
  const app = await start({ handler: () => new Response(watched.stream) })
  const exchange = await app.open({ path: app.inline })
  await exchange.head()
  await sleep(50)
  const answer = await restOf(exchange)
  expect([answer, watched.cancels]).toEqual([200 * 65_536, 0])
})

async function restOf(exchange: Exchange): Promise<number> {
  let size = 0
  for (let piece = await exchange.piece(); piece; piece = await exchange.piece())
    size += piece.length
  return size
}

for (const before of [[], ['compression']] as const) {
  const under = before.length > 0 ? ' under compression' : ''
  rule('SIG-3 and row 202', `no abort after a normal end${under}`, async start => {
    const signals: AbortSignal[] = []
    const app = await start({
      before,
      handler: async request => {
        signals.push(request.signal)
        await request.text()
        return new Response(timed([0, 'a'], [10, 'b']).stream)
      },
    })
    const headers = { 'accept-encoding': 'gzip' }
    await app.send({ path: app.inline, headers })
    await app.send({ method: 'POST', path: app.inline, headers, body: 'x' })
    await sleep(100)
    expect(signals.map(signal => signal.aborted)).toEqual([false, false])
  })
}

rule('SIG-6 and row 177', 'a stream that comes after the client left is cancelled', async start => {
  const watched = idle('late')
  let returned = false
  const app = await start({
    handler: async request => {
      await new Promise(resolve => request.signal.addEventListener('abort', resolve))
      await sleep(20)
      returned = true
      return new Response(watched.stream)
    },
  })
  const exchange = await app.open({ path: app.inline })
  await sleep(50)
  leave(exchange)
  expect(await within(1_000, () => returned && watched.cancels === 1)).toBe(true)
  expect(app.seen.errors).toEqual([])
})

rule(
  'SIG-6 and row 198',
  'a rejection after the client left is no 500 and never unhandled',
  async start => {
    let rejected = false
    const app = await start({
      handler: async request => {
        await new Promise(resolve => request.signal.addEventListener('abort', resolve))
        rejected = true
        throw new Error('after the client left')
      },
    })
    const exchange = await app.open({ path: app.inline })
    await sleep(50)
    leave(exchange)
    expect(await within(1_000, () => rejected)).toBe(true)
    await sleep(30)
    expect(app.seen.legacy).toEqual([])
    expect(app.seen.emitted).toEqual([])
  },
)

rule('ERR-7', 'a handler that throws the abort reason is no error', async start => {
  let rejected = false
  const app = await start({
    handler: async request => {
      await new Promise(resolve => request.signal.addEventListener('abort', resolve))
      rejected = true
      throw request.signal.reason
    },
  })
  const exchange = await app.open({ path: app.inline })
  await sleep(50)
  leave(exchange)
  expect(await within(1_000, () => rejected)).toBe(true)
  await sleep(30)
  const emitted = app.seen.emitted.filter(isOurs)
  expect([app.seen.errors, app.seen.reported, emitted]).toEqual([[], [], []])
})

rule('SIG-7', 'a request whose client is gone already runs no handler', async start => {
  let runs = 0
  let waiting = false
  const wait = step(async (_req, res) => {
    waiting = true
    await new Promise(resolve => res.once('close', resolve))
  })
  const app = await start({
    before: [wait],
    handler: () => {
      runs++
      return new Response('nobody')
    },
  })
  const exchange = await app.open({ path: app.inline })
  await within(1_000, () => waiting)
  leave(exchange)
  await sleep(60)
  expect(runs).toBe(0)
  expect(app.seen.errors).toEqual([])
})

rule('row 178', 'a cancel() that throws harms nobody', async start => {
  let cancels = 0
  const stream = new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode('first')),
    pull: () => new Promise(() => {}),
    cancel() {
      cancels++
      throw new Error('cancel failed')
    },
  })
  const app = await start({ handler: () => new Response(stream) })
  const exchange = await app.open({ path: app.inline })
  await exchange.head()
  await exchange.piece()
  leave(exchange)
  expect(await within(500, () => cancels === 1)).toBe(true)
  expect((await app.get('/reads')).text).toBe('read')
})

rule('row 179', 'a pull that rejects after the client left harms nobody', async start => {
  let fail: ((error: Error) => void) | undefined
  const stream = new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode('first')),
    pull: () => new Promise((_, reject) => (fail = reject)),
  })
  const app = await start({ handler: () => new Response(stream) })
  const exchange = await app.open({ path: app.inline })
  await exchange.head()
  await exchange.piece()
  leave(exchange)
  await sleep(50)
  fail?.(new Error('too late'))
  await sleep(30)
  expect(app.seen.errors).toEqual([])
  expect((await app.get('/reads')).text).toBe('read')
})

rule(
  'row 181',
  'a half-closed connection counts as a client that left',
  async start => {
    let signal: AbortSignal | undefined
    const app = await start({
      handler: request => {
        signal = request.signal
        return new Promise(() => {})
      },
    })
    const wire = await app.wire()
    wire.request({ path: app.inline })
    await within(1_000, () => signal !== undefined)
    wire.fin()
    expect(await within(1_000, () => signal?.aborted === true)).toBe(true)
  },
  syntaxOfHttp1,
)

rule(
  'SIG-9 and row 187',
  '120 streams on one connection leave no listener behind',
  async (start, host) => {
    const app = await start({ handler: () => new Response(soon('a')) })
    let sockets: any[] = []
    app.server.on('connection', socket => sockets.push(socket))
    if (host.http2) {
      const session = app.h2()
      await Promise.all(
        Array.from({ length: 120 }, () => session.open({ path: app.inline }).answer()),
      )
    } else {
      const wire = await app.wire()
      for (let round = 0; round < 120; round++)
        expect((await wire.exchange({ path: app.inline })).text).toBe('a')
    }
    sockets = sockets.filter(socket => !socket.destroyed)
    for (const socket of sockets) {
      const names = ['close', 'error', 'drain', 'end', 'data', 'timeout']
      for (const name of names) expect(socket.listenerCount(name)).toBeLessThan(6)
    }
  },
)

/** A legacy stream: Koa's own way of sending one leaves its listeners, too. */
const streaming: Layer = {
  connect: (_req, res) => Readable.from(['legacy']).pipe(res),
  koa(ctx) {
    ctx.body = Readable.from(['legacy'])
  },
}

rule(
  'SIG-9',
  'req and res carry no listener of ours after close',
  async start => {
    const pairs: any[] = []
    const counts = (pair: any) =>
      ['close', 'error', 'drain', 'finish', 'end', 'data', 'aborted', 'readable'].map(name => [
        name,
        pair.req.listenerCount(name),
        pair.res.listenerCount(name),
      ])
    const look = step((req, res) => pairs.push({ req, res }))
    const app = await start({
      before: [look],
      behind: [streaming],
      handler: async request => {
        if (request.method === 'POST') await request.text()
        request.signal.addEventListener('abort', () => {})
        return new Response(timed([0, 'a']).stream)
      },
    })
    const passed = async (line: object) => {
      await app.send({ path: app.inline, ...line })
      await sleep(20)
      return counts(pairs.pop())
    }
    const baseline = await passed({ path: '/users/unknown' })
    const total = (rows: any[]) => rows.reduce((sum, [, req, res]) => sum + req + res, 0)
    expect(total(await passed({}))).toBeLessThanOrEqual(total(baseline) + 1)
    expect(total(await passed({ method: 'POST', body: 'x' }))).toBeLessThanOrEqual(
      total(baseline) + 2,
    )
  },
  { fastify5: 'Fastify leaves its own behind every stream that it sends' },
)

rule(
  'SIG-8 and row 195',
  'maxDuration aborts with a TimeoutError and answers 504',
  async (start, host) => {
    const app = await start({ dir: 'deadline' })
    const before = performance.now()
    const answer = await app.get('/slow')
    expect(answer.status).toBe(504)
    expect(performance.now() - before).toBeLessThan(2_500)
    if (host.kind !== 'node')
      expect(app.seen.errors).toEqual([expect.objectContaining({ code: 'RH_TIMEOUT' })])
    expect(reasons.pop()).toBe('TimeoutError')
  },
)

rule('SIG-8', 'maxDuration after the head cuts the response', async start => {
  const app = await start({ dir: 'deadline' })
  const answer = await app.get('/streaming')
  expect([answer.status, answer.text, answer.cut]).toEqual([200, 'first', true])
})

/** Table H, the life of a request around its handler: who hears of what, and when. */
import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { hostile } from '../hosts/host/hostile'
import type { Layer } from '../hosts/host/layer'
import { loose } from '../hosts/host/loose'
import type { Handler, Setup } from '../hosts/host/setup'
import { soon, within } from '../hosts/streams'
import type { Client } from './client'
import { fault } from './fault'
import { answered, failed } from './legend'

/** A handler that waits for the client to leave, then does what the row says. */
function afterLeaving(then: (request: Request) => unknown): {
  handler: Handler
  send(client: Client): Promise<void>
} {
  const events = new EventEmitter()
  return {
    async handler(request) {
      events.emit('running')
      await once(request.signal, 'abort')
      try {
        return await then(request)
      } finally {
        setImmediate(() => events.emit('done'))
      }
    },
    async send(client) {
      const running = once(events, 'running')
      const exchange = await client.open({ path: client.path })
      await running
      const done = once(events, 'done')
      exchange.leave()
      await done
      await sleep(2)
    },
  }
}

fault({
  row: 198,
  title: 'a rejection after the client left is reported once and not forwarded',
  ...afterLeaving(() => {
    throw new Error('of its own')
  }),
  expect(_, { host, seen }) {
    expect(seen.reported).toEqual([expect.objectContaining({ message: 'of its own' })])
    if (host.kind !== 'node') expect(seen.errors).toEqual([])
    expect(seen.legacy).toEqual([])
  },
  connection: 'either',
})

{
  const leaving = afterLeaving(() => {
    throw new Error('of its own')
  })
  fault({
    row: 198,
    title: 'the same is logged once where there is no onError',
    setup: { options: { onError: undefined } },
    handler: leaving.handler,
    async send(client) {
      const logged = jest.spyOn(console, 'error').mockImplementation(() => {})
      await leaving.send(client)
      const calls = logged.mock.calls.length
      logged.mockRestore()
      return calls
    },
    expect: calls => expect(calls).toBe(1),
    connection: 'either',
  })
}

fault({
  row: 194,
  title: 'what rejects with the abort is nobody’s error',
  ...afterLeaving(request => Promise.reject(request.signal.reason)),
  expect(_, { seen }) {
    expect([seen.errors, seen.reported]).toEqual([[], []])
  },
  connection: 'either',
})

fault({
  row: 195,
  title: 'a handler that takes its time has no deadline of ours',
  handler: async request => {
    await sleep(50)
    return new Response(String(request.signal.aborted))
  },
  send: client => client.get(client.path),
  expect: answered('false'),
})

const deadline: Setup = { dir: 'deadline' }

/** Side by side: they all take the same second. */
fault({
  row: 195,
  title:
    'maxDuration: 504 before the head, CUT after it, each reported once; a heeded signal is not',
  setup: deadline,
  async send(client) {
    const ask = async (path: string) => {
      if (client.host.http2) return client.get(path)
      return (await client.another()).exchange({ path })
    }
    const paths = ['/slow', '/streaming', '/late-failure', '/heeding']
    const answers = await Promise.all(paths.map(ask))
    await within(1_000, () => client.seen.reported.length > 4)
    return answers
  },
  expect([slow, streaming, ...failing], { host, seen }) {
    for (const answer of [slow, ...failing]) {
      expect([answer?.status, answer?.cut]).toEqual([504, false])
      expect(answer?.text).not.toMatch(/maxDuration|slow/)
    }
    expect([streaming?.status, streaming?.text, streaming?.cut]).toEqual([200, 'first', true])
    const codes = seen.reported.map(error => error.code ?? error.message).sort()
    expect(codes).toEqual([...Array(4).fill('RH_TIMEOUT'), 'failed late'])
    if (host.kind !== 'node') expect(seen.errors).toHaveLength(3)
  },
  connection: 'either',
  probe: { path: '/fine' },
})

const { after } = loose('route-handlers/next/server')
const { cookies, headers } = loose('route-handlers/next/headers')

const works: Array<[string, () => unknown]> = [
  [
    'a callback that throws',
    () => {
      throw new Error('after')
    },
  ],
  ['a callback that rejects', () => Promise.reject(new Error('after'))],
]

for (const [what, work] of works) {
  fault({
    row: 199,
    title: `after() with ${what} is reported once, and the process lives`,
    handler: () => {
      after(work)
      return new Response('answered')
    },
    async send(client) {
      const answer = await client.get(client.path)
      await within(1_000, () => client.seen.reported.length > 0)
      return answer
    },
    expect(answer, client) {
      answered('answered')(answer, client)
      expect(client.seen.reported).toEqual([expect.objectContaining({ message: 'after' })])
    },
  })
}

fault({
  row: 199,
  title: 'after() with a promise that rejects is reported once',
  handler: () => {
    after(Promise.reject(new Error('after')))
    return new Response('answered')
  },
  async send(client) {
    const answer = await client.get(client.path)
    await within(1_000, () => client.seen.reported.length > 0)
    return answer
  },
  expect(answer, client) {
    answered('answered')(answer, client)
    expect(client.seen.reported).toHaveLength(1)
  },
})

{
  const ran: string[] = []
  fault({
    row: 199,
    title: 'after() runs when the handler throws',
    handler: () => {
      after(() => ran.push('thrown'))
      throw new Error('handler')
    },
    async send(client) {
      ran.length = 0
      const answer = await client.get(client.path)
      await within(1_000, () => ran.length > 0)
      return answer
    },
    expect(answer, client) {
      failed()(answer, client)
      expect(ran).toEqual(['thrown'])
    },
  })

  const leaving = afterLeaving(() => new Response('late'))
  fault({
    row: 199,
    title: 'after() runs when the client has left',
    handler(request, context) {
      after(() => ran.push('left'))
      return leaving.handler(request, context)
    },
    async send(client) {
      ran.length = 0
      await leaving.send(client)
    },
    async expect() {
      expect(await within(1_000, () => ran.length > 0)).toBe(true)
      expect(ran).toEqual(['left'])
    },
    connection: 'either',
  })
}

{
  const signals: AbortSignal[] = []
  fault({
    row: 202,
    title: 'the signal of a request that was answered stays un-aborted, GET and POST',
    async handler(request) {
      signals.push(request.signal)
      await request.text()
      return new Response(soon('a'))
    },
    async send(client) {
      signals.length = 0
      await client.get(client.path)
      await client.send({ method: 'POST', path: client.path, body: 'x' })
      await sleep(20)
      return signals.map(signal => signal.aborted)
    },
    expect: aborted => expect(aborted).toEqual([false, false]),
  })
}

fault({
  row: 203,
  title: 'cookies() and headers() know their request after timers and awaits',
  async handler() {
    await sleep(2)
    const jar = await new Promise<any>(resolve => setTimeout(() => resolve(cookies()), 2))
    return Response.json([jar.get('a')?.value, (await headers()).get('x-a')])
  },
  send: client => client.get(client.path, { cookie: 'a=1', 'x-a': '2' }),
  expect: answered(['1', '2']),
})

test('row 203: cookies() outside a request is an error that says so', async () => {
  await expect(async () => cookies()).rejects.toMatchObject({ code: 'RH_OUTSIDE_REQUEST' })
})

fault({
  row: 204,
  title: 'two requests at once have cookies of their own',
  async handler(request) {
    const { searchParams } = new URL(request.url)
    ;(await cookies()).set('who', searchParams.get('who'))
    await sleep(5)
    return new Response((await cookies()).get('who').value)
  },
  async send(client) {
    const ask = async (who: string) => {
      const line = { path: `${client.path}?who=${who}` }
      if (client.host.http2) return client.send(line)
      return (await client.another()).exchange(line)
    }
    return Promise.all(['a', 'b', 'c'].map(ask))
  },
  expect(answers) {
    expect(answers.map(answer => [answer.text, answer.all('set-cookie')])).toEqual(
      ['a', 'b', 'c'].map(who => [who, [`who=${who}; Path=/`]]),
    )
  },
})

const { host: hostOf } = loose('route-handlers')
const rawOf = (): any => hostOf().res ?? hostOf().ctx.res

{
  let cancels = 0
  const body = () =>
    new ReadableStream({ pull: () => new Promise(() => {}), cancel: () => void cancels++ })
  fault({
    row: 205,
    title: 'a handler that ended res itself: its Response is cancelled, one warning',
    handler: () => {
      cancels = 0
      rawOf().end('direct')
      return new Response(body())
    },
    send: client => client.get(client.path),
    async expect(answer, { seen }) {
      expect([answer.text, answer.cut]).toEqual(['direct', false])
      expect(await within(1_000, () => cancels === 1)).toBe(true)
      expect([seen.errors, seen.reported]).toEqual([[], []])
    },
    warns: ['RH_ALREADY_ANSWERED'],
  })

  for (const [what, make] of [
    ['a stream', body],
    ['a text', () => 'never sent'],
  ] as const) {
    fault({
      row: 205,
      title: `a handler that began to answer on res: ${what} is not sent behind it`,
      handler: () => {
        cancels = 0
        const res = rawOf()
        res.write('direct ')
        setTimeout(() => res.end('to the end'), 10)
        return new Response(make(), { headers: { 'x-late': '1' } })
      },
      send: client => client.get(client.path),
      async expect(answer, { seen }) {
        expect([answer.text, answer.cut]).toEqual(['direct to the end', false])
        expect(answer.all('x-late')).toEqual([])
        if (what === 'a stream') expect(await within(1_000, () => cancels === 1)).toBe(true)
        expect(seen.reported).toEqual([expect.objectContaining({ code: 'ERR_HTTP_HEADERS_SENT' })])
        expect(seen.legacy).toEqual([])
      },
    })
  }
}

/** The hostile layers would get at the probes, too. */
const onlyInline = (layer: Layer): Layer => ({
  connect: (req, res, next) =>
    req.url.startsWith('/inline') ? layer.connect(req, res, next) : next(),
  koa: (ctx, next) => (ctx.url.startsWith('/inline') ? layer.koa(ctx, next) : next()),
})

/** Stands behind the routes and does nothing about answered requests. */
const silent: Layer = { connect: () => {}, koa: () => {} }

fault({
  row: 206,
  title: 'a request that earlier middleware half answered is broken off, with one error',
  setup: { before: [onlyInline(hostile.halfWritten)], behind: [silent] },
  handler: () => new Response('never sent'),
  send: client => client.get(client.path),
  expect(answer, { seen }) {
    expect([answer.text, answer.cut]).toEqual(['partial', true])
    const sent = expect.objectContaining({ code: 'ERR_HTTP_HEADERS_SENT' })
    expect([seen.errors, seen.reported]).toEqual([[sent], [sent]])
    expect(seen.legacy).toEqual([])
  },
  connection: 'closed',
})

{
  let runs = 0
  fault({
    row: 207,
    title: 'a request that earlier middleware answered runs no handler, and the chain goes on',
    setup: { before: [onlyInline(hostile.answered)], behind: [silent] },
    handler: () => {
      runs++
      return new Response('never sent')
    },
    async send(client) {
      runs = 0
      return client.get(client.path)
    },
    expect(answer, { seen }) {
      expect([answer.text, runs, seen.errors]).toEqual(['early', 0, []])
    },
    warns: ['RH_ALREADY_ANSWERED'],
  })
}

/** An error handler that fails: before our error gets to the harness's own. */
const failingHandler: Setup = {
  before: [
    {
      connect: (_req, _res, next) => next(),
      koa: (_ctx, next) =>
        next().catch((error: Error) => {
          throw error.message === 'first' ? new Error('of the host') : error
        }),
    },
  ],
  behind: [
    {
      connect: ((_error: Error, _req: unknown, _res: unknown, _next: unknown) => {
        throw new Error('of the host')
      }) as never,
      koa: () => {},
    },
  ],
}

fault({
  row: 209,
  title: 'an error handler of the host that fails itself leaves nothing of ours behind',
  setup: failingHandler,
  handler: () => {
    throw new Error('first')
  },
  send: client => client.get(client.path),
  expect(answer, { seen }) {
    expect([answer.status, answer.cut]).toEqual([500, false])
    expect(seen.reported).toEqual([expect.objectContaining({ message: 'first' })])
    expect(seen.errors).toEqual([expect.objectContaining({ message: 'of the host' })])
  },
  except: {
    'node:http': 'a request listener has no error handler behind it',
    'node:http2': 'a request listener has no error handler behind it',
  },
})

/** Goes on twice, as middleware with a race in it does. */
const twice: Layer = {
  connect(_req, _res, next) {
    next()
    next()
  },
  koa: (_ctx, next) => next(),
}

{
  let runs = 0
  fault({
    row: 210,
    title: 'a host that goes on twice gets one run and one answer',
    setup: { before: [onlyInline(twice)] },
    async handler() {
      runs++
      await sleep(2)
      return new Response('once')
    },
    async send(client) {
      runs = 0
      return client.get(client.path)
    },
    expect(answer, { seen }) {
      expect([answer.status, answer.cut, runs, seen.errors]).toEqual([200, false, 1, []])
    },
    warns: ['RH_ALREADY_ANSWERED'],
    except: {
      koa2: 'Koa rejects a second next() itself',
      koa3: 'Koa rejects a second next() itself',
      'koa3 over http2': 'Koa rejects a second next() itself',
    },
  })
}

fault({
  row: '6',
  title: 'after close() the routes answer 503, on a connection that ends',
  setup: {},
  async send(client) {
    await client.app.mount.close()
    return client.get('/reads')
  },
  expect(answer, { host, seen }) {
    expect([answer.status, answer.cut]).toEqual([503, false])
    expect(seen.errors).toEqual([expect.objectContaining({ code: 'RH_CLOSING' })])
    if (!host.http2) expect(answer.one('connection')).toBe('close')
  },
  connection: 'either',
  probe: { path: '/reads', status: 503 },
})

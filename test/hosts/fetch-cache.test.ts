/** The data cache of `fetch` in every host, before origins on real sockets. */
import { gzipSync } from 'node:zlib'
import { type Origin, startOrigin } from '../unit/cache/fetch/origin'
import { type Layer, step } from './host/layer'
import { loose } from './host/loose'
import { rule } from './table'
import './trap'

const { revalidateTag } = loose('route-handlers/next/cache')

const STORED = { next: { revalidate: 60, tags: ['numbers'] } } as RequestInit

type Answer = Parameters<typeof startOrigin>[0]

/** With an origin for as long as the check takes. */
async function before(check: (origin: Origin) => Promise<void>, answer?: Answer): Promise<void> {
  const origin = await startOrigin(answer)
  try {
    await check(origin)
  } finally {
    await origin.stop()
  }
}

const passesOn =
  (origin: Origin, init = STORED) =>
  (): Promise<Response> =>
    fetch(origin.url, init)

const own = { cache: {} }

rule('FETCH-1', 'fifty requests at a time ask the origin once', async start => {
  await before(async origin => {
    const app = await start({ handler: passesOn(origin), options: own })
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.get(app.inline)))
    expect(new Set(answers.map(answer => answer.text))).toEqual(new Set(['1']))
    expect((await app.get(app.inline)).text).toBe('1')
    expect(origin.calls).toHaveLength(1)
  })
})

rule('FETCH-2', 'what the host fetches meanwhile is the platform’s', async start => {
  await before(async origin => {
    const got: unknown[] = []
    const promise = Promise.resolve(new Response('mine'))
    const { fetch: original } = globalThis
    // What was there before: the host is to get its very promise.
    globalThis.fetch = ((...args: Parameters<typeof fetch>) =>
      args[0] === 'mine:' ? promise : original(...args)) as typeof fetch
    try {
      const layer: Layer = step(() => {
        got.push(fetch('mine:', STORED))
      })
      const app = await start({ handler: passesOn(origin), options: own, before: [layer] })
      await app.get(app.inline)
      await app.get(app.inline)
      expect(got).toHaveLength(2)
      for (const each of got) expect(each).toBe(promise)
      expect(origin.calls).toHaveLength(1)
    } finally {
      globalThis.fetch = original
    }
  })
})

rule('FETCH-3', 'a tag that a handler invalidates is gone for the next request', async start => {
  await before(async origin => {
    const handler = (request: Request): Response | Promise<Response> => {
      if (request.method === 'GET') return passesOn(origin)()
      revalidateTag('numbers', { expire: 0 })
      return new Response(null, { status: 204 })
    }
    const app = await start({ handler, options: own })
    expect((await app.get(app.inline)).text).toBe('1')
    await app.send({ method: 'POST', path: app.inline })
    expect((await app.get(app.inline)).text).toBe('2')
    expect((await app.get(app.inline)).text).toBe('2')
  })
})

rule('FETCH-4', 'a compressed answer is passed on decoded, from the cache too', async start => {
  const answer: Answer = (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('plain'))
  await before(async origin => {
    const app = await start({ handler: passesOn(origin), options: own })
    for (let round = 0; round < 2; round++) {
      const answer = await app.get(app.inline)
      const coding = answer.all('content-encoding')
      expect([answer.status, answer.text, coding]).toEqual([200, 'plain', []])
    }
    expect(origin.calls).toHaveLength(1)
  }, answer)
})

rule('FETCH-5', 'a large answer streams to its client while it is stored', async start => {
  const bytes = 3 * 1024 * 1024
  const answer: Answer = (_, response) => response.end(Buffer.alloc(bytes, 'x'))
  await before(async origin => {
    const app = await start({ handler: passesOn(origin), options: own })
    for (let round = 0; round < 2; round++) {
      expect((await app.get(app.inline)).body.length).toBe(bytes)
    }
    expect(origin.calls).toHaveLength(1)
  }, answer)
})

rule('FETCH-6', 'closing the mount puts the platform’s fetch back', async start => {
  const { fetch: original } = globalThis
  const app = await start({ options: own })
  await app.get(app.inline)
  expect(globalThis.fetch).not.toBe(original)
  await app.stop()
  expect(globalThis.fetch).toBe(original)
})

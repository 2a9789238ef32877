/** What handlers and host code invalidate, and when it counts (caching §12). */
import { InvalidationQueuedError } from '../../src/cache/tags/invalidation-queued-error'
import { MemoryTags } from '../../src/cache/tags/memory-tags'
import { revalidatePath, revalidateTag, unstable_cache } from '../../src/next/cache'
import { redirect } from '../../src/next/navigation'
import { after } from '../../src/next/server'
import { rule } from './table'
import './trap'

/** What an origin would hold. Each read gives the number of writes so far. */
function database() {
  let writes = 0
  const read = unstable_cache(async () => writes, [`database ${++databases}`], { tags: ['rows'] })
  return { read, write: () => (writes += 1) }
}
let databases = 0

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

type Tell = (tags: readonly string[]) => Promise<void>

/** A store that processes share, as far as invalidations know it. */
function sharedBy(tell: Tell, events: string[] = []) {
  const open = () => {
    const tags = new MemoryTags()
    const invalidate = tags.invalidate.bind(tags)
    const slowly = async (names: readonly string[], expire?: number): Promise<void> => {
      invalidate(names, expire)
      await tell(names)
    }
    return { tags: Object.assign(tags, { invalidate: slowly }), entries: undefined }
  }
  return { tier: { open }, onEvent: ({ type }: { type: string }) => void events.push(type) }
}

const json = async (value: Promise<unknown>) => Response.json(await value)

rule('§12.1', 'a handler may invalidate first and write afterwards', async start => {
  const { read, write } = database()
  const manifest = {
    './rows/route.ts': {
      GET: () => json(read()),
      async POST() {
        revalidateTag('rows', 'max')
        await pause(5)
        // Somebody reads between the call and the write.
        await fetched(app)
        write()
        return new Response('written')
      },
    },
  }
  const app = await start({ manifest })
  const fetched = async ({ mount }: typeof app) =>
    (await mount.fetch(new Request('http://local/rows'))).json()
  expect((await app.get('/rows')).json()).toBe(0)
  expect((await app.send({ method: 'POST', path: '/rows' })).text).toBe('written')
  // With a profile the old value is served once more, while it is renewed.
  expect((await app.get('/rows')).json()).toBe(0)
  await pause(20)
  expect((await app.get('/rows')).json()).toBe(1)
})

const endings: Record<string, () => Response | Promise<Response>> = {
  returned: () => new Response('done'),
  'been redirected': () => redirect('/rows'),
  'resolved later': async () => {
    await pause(5)
    return new Response('done')
  },
  failed: () => {
    throw new Error('after the write')
  },
  'been rejected': () => Promise.reject(new Error('after the write')),
}

for (const [how, end] of Object.entries(endings)) {
  rule(
    '§12.1',
    `what it invalidated is known to all before the first byte, once it has ${how}`,
    async start => {
      const { read, write } = database()
      const told: string[] = []
      const cache = sharedBy(async tags => {
        await pause(30)
        told.push(...tags)
      })
      const manifest = {
        './rows/route.ts': {
          GET: () => json(read()),
          POST() {
            write()
            revalidateTag('rows', { expire: 0 })
            revalidateTag('rows', { expire: 0 })
            revalidatePath('/blog')
            return end()
          },
        },
      }
      const app = await start({ manifest, options: { cache } })
      expect((await app.get('/rows')).json()).toBe(0)
      const exchange = await app.open({ method: 'POST', path: '/rows' })
      await exchange.head()
      expect(told).toEqual(['rows', '_N_T_/blog'])
      expect((await app.get('/rows')).json()).toBe(1)
      exchange.leave()
    },
  )
}

rule(
  '§10',
  'a store that cannot be reached fails no request, and the own process knows',
  async start => {
    const { read, write } = database()
    const events: string[] = []
    const cache = sharedBy(async tags => {
      throw new InvalidationQueuedError(tags)
    }, events)
    const manifest = {
      './rows/route.ts': {
        GET: () => json(read()),
        POST() {
          write()
          revalidateTag('rows', { expire: 0 })
          return new Response('written')
        },
      },
    }
    const app = await start({ manifest, options: { cache } })
    await app.get('/rows')
    expect((await app.send({ method: 'POST', path: '/rows' })).text).toBe('written')
    expect((await app.get('/rows')).json()).toBe(1)
    expect(events).toContain('invalidate-queued')
    expect([app.seen.errors, app.seen.reported]).toEqual([[], []])
  },
)

rule('§12.1', 'in after() and while a body streams it counts at the end of that', async start => {
  const { read, write } = database()
  const later = (work: () => void) => {
    const start = async (controller: ReadableStreamDefaultController): Promise<void> => {
      controller.enqueue(new TextEncoder().encode('first'))
      await pause(20)
      work()
      controller.close()
    }
    return new Response(new ReadableStream({ start }))
  }
  const invalidate = (): void => {
    write()
    revalidateTag('rows', { expire: 0 })
  }
  const manifest = {
    './rows/route.ts': { GET: () => json(read()) },
    './streams/route.ts': { POST: () => later(invalidate) },
    './after/route.ts': {
      POST() {
        after(async () => invalidate())
        return new Response('done')
      },
    },
  }
  const app = await start({ manifest })
  await app.get('/rows')
  for (const [path, expected] of [
    ['/streams', 1],
    ['/after', 2],
  ] as const) {
    await app.send({ method: 'POST', path })
    await pause(20)
    expect((await app.get('/rows')).json()).toBe(expected)
  }
})

rule('§12.2', 'host code invalidates at once, through the member cache', async start => {
  const { read, write } = database()
  const app = await start({ manifest: { './blog/[slug]/route.ts': { GET: () => json(read()) } } })
  const { cache } = app.mount
  const value = async () => (await app.get('/blog/a')).json()
  expect(await value()).toBe(0)
  const steps: (() => Promise<void>)[] = [
    () => cache.revalidateTag('rows'),
    () => cache.revalidateTag(['others', 'rows'], { expire: 0 }),
    () => cache.updateTag('rows'),
    () => cache.revalidatePath('/blog/a/'),
    () => cache.revalidatePath('/blog/[slug]', 'route'),
    () => cache.revalidatePath('/blog', 'layout'),
    () => cache.clear(),
  ]
  for (const [at, step] of steps.entries()) {
    write()
    expect(await value()).toBe(at)
    await step()
    expect(await value()).toBe(at + 1)
  }
  write()
  await cache.refresh()
  await cache.revalidatePath('/blog/[slug]', 'page')
  expect(await value()).toBe(steps.length)
  await cache.revalidateTag('rows', 'max')
  expect(await value()).toBe(steps.length)
  await pause(20)
  expect(await value()).toBe(steps.length + 1)
})

rule('§12.2', 'host code is told when others cannot be', async start => {
  const { read, write } = database()
  const cache = sharedBy(async tags => {
    throw new InvalidationQueuedError(tags)
  })
  const app = await start({
    manifest: { './rows/route.ts': { GET: () => json(read()) } },
    options: { cache },
  })
  await app.get('/rows')
  write()
  await expect(app.mount.cache.revalidateTag('rows')).rejects.toMatchObject({
    queued: true,
    tags: ['rows'],
  })
  expect((await app.get('/rows')).json()).toBe(1)
})

rule('§17.2', 'counts what happens', async start => {
  const { read } = database()
  const options = { cache: { maxMemoryBytes: 1024 * 1024 } }
  const app = await start({ manifest: { './rows/route.ts': { GET: () => json(read()) } }, options })
  await app.get('/rows')
  await app.get('/rows')
  await app.mount.cache.revalidateTag('other')
  const { counters, l1, tags, breaker } = app.mount.cache.stats()
  expect(counters).toMatchObject({ miss: 1, hit: 1, generate: 1, invalidate: 1 })
  expect(l1).toMatchObject({ entries: 1, bytes: expect.any(Number) })
  expect(tags).toMatchObject({ size: 1, queued: 0, replayed: 0, disconnectedSince: 0 })
  expect(breaker).toBe('closed')
})

rule('D-cache', 'with cache: false everything is accepted, and nothing stored', async start => {
  const { read, write } = database()
  const manifest = {
    './rows/route.ts': {
      GET: () => json(read()),
      POST() {
        revalidateTag('rows', 'max')
        revalidatePath('/')
        return new Response('written')
      },
    },
  }
  const app = await start({ manifest, options: { cache: false } })
  await app.get('/rows')
  write()
  expect((await app.send({ method: 'POST', path: '/rows' })).text).toBe('written')
  expect((await app.get('/rows')).json()).toBe(1)
  const { cache } = app.mount
  await Promise.all([cache.revalidateTag('rows'), cache.clear(), cache.ready(), cache.close()])
  expect(cache.stats().counters).toEqual({})
  expect(cache.run(() => 1)).toBe(1)
})

const inProduction = { cache: { dev: true } }

rule('§12.1', 'what is invalidated is a stored answer, too', async start => {
  const { read, write } = database()
  const manifest = {
    './blog/[slug]/route.ts': { dynamic: 'force-static', GET: () => json(read()) },
    './invalidate/route.ts': {
      async POST(request: Request) {
        write()
        const { tag, path, type } = await request.json()
        if (tag) revalidateTag(tag, { expire: 0 })
        else revalidatePath(path, type)
        return new Response('done')
      },
    },
  }
  const app = await start({ manifest, options: inProduction })
  const invalidate = (by: object) =>
    app.send({
      ...{ method: 'POST', path: '/invalidate', body: JSON.stringify(by) },
      headers: { 'content-type': 'application/json' },
    })
  const seen = async (path: string) => {
    const answer = await app.get(path)
    return `${answer.one('x-nextjs-cache')} ${answer.text}`
  }
  expect([await seen('/blog/a'), await seen('/blog/a'), await seen('/blog/b')]).toEqual([
    'MISS 0',
    'HIT 0',
    'MISS 0',
  ])
  await invalidate({ path: '/blog/a/' })
  // The other path goes on with what it has, and with the data that it read.
  expect([await seen('/blog/b'), await seen('/blog/a')]).toEqual(['HIT 0', 'MISS 1'])
  await invalidate({ path: '/blog', type: 'layout' })
  expect([await seen('/blog/a'), await seen('/blog/b')]).toEqual(['MISS 2', 'MISS 2'])
  await invalidate({ path: '/blog/[slug]', type: 'page' })
  expect([await seen('/blog/a'), await seen('/blog/b')]).toEqual(['HIT 2', 'HIT 2'])
  await invalidate({ tag: 'rows' })
  expect([await seen('/blog/a'), await seen('/blog/b')]).toEqual(['MISS 4', 'MISS 4'])
})

for (const dynamic of ['auto', 'force-static'] as const) {
  rule(
    '§12.1',
    `a GET that invalidates is not stored, under dynamic = '${dynamic}'`,
    async start => {
      let runs = 0
      const GET = () => {
        revalidateTag('t', 'max')
        runs += 1
        return new Response(`${runs}`)
      }
      const manifest = { './data/route.ts': { dynamic, revalidate: 60, GET } }
      const app = await start({ manifest, options: inProduction })
      const answers = [await app.get('/data'), await app.get('/data')]
      expect(answers.map(answer => answer.text)).toEqual(['1', '2'])
      expect(answers.map(answer => answer.one('x-nextjs-cache'))).toEqual([undefined, undefined])
    },
  )
}

rule('§12.1', "a GET that invalidates fails under dynamic = 'error'", async start => {
  const GET = () => {
    revalidatePath('/blog')
    return new Response('done')
  }
  const manifest = { './data/route.ts': { dynamic: 'error', GET } }
  const app = await start({ manifest, options: inProduction })
  expect((await app.get('/data')).status).toBe(500)
  const [error] = app.seen.reported
  expect(error.message).toContain(
    'Route /data with `dynamic = "error"` couldn\'t be rendered statically because it used `revalidatePath("/blog")`.',
  )
})

/** The options `disk` and `handler` of a mount: answers, data and values, over what is a restart. */
import { createHash } from 'node:crypto'
import { cached } from '../../../../src/cache/cached/cached'
import { fromNextCacheHandler } from '../../../../src/cache/foreign/from-next-cache-handler'
import { fromNextCacheHandlers } from '../../../../src/cache/foreign/from-next-cache-handlers'
import type { CacheOptions } from '../../../../src/cache/options'
import type { Routes } from '../../../../src/create-routes'
import { unstable_cache } from '../../../../src/next/cache'
import { ask, mount } from '../../mount'
import { DocumentedHandler, DocumentedHandlers } from '../foreign/own-handlers'
import { directory, removeDirectories } from './opened'

let calls = 0
const BYTES = createHash('sha512').update('bytes').digest()

const count = unstable_cache(async () => ++calls, ['count'], { tags: ['count'] })

const standard = cached(async () => ++calls, { id: 'standard' })
const remote = cached(async () => ++calls, { id: 'remote', kind: 'remote' })
const own = cached(async () => ++calls, { id: 'own', kind: 'own', tags: ['valued'] })

const FILES = {
  'values/route.ts': {
    GET: async () => Response.json([await standard(), await remote(), await own()]),
  },
  'page/route.ts': {
    dynamic: 'force-static',
    GET: () => {
      calls++
      return new Response(BYTES, { headers: { 'x-calls': String(calls) } })
    },
  },
  'data/route.ts': { GET: async () => Response.json(await count()) },
}

const opened: Routes[] = []

function started(cache: CacheOptions): Routes {
  const routes = mount(FILES, { cache: { buildId: 'one', dev: true, ...cache }, watch: false })
  opened.push(routes)
  return routes
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map(routes => routes.close()))
  removeDirectories()
  DocumentedHandler.reset()
  calls = 0
})

async function told(routes: Routes): Promise<string> {
  const answer = await ask(routes, '/page')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(BYTES)
  const { headers } = answer
  return `${headers.get('x-nextjs-cache')} ${headers.get('x-calls')}`
}

const data = async (routes: Routes): Promise<unknown> => (await ask(routes, '/data')).json()

describe('a mount with a disk', () => {
  it('answers after a restart with what was stored before it', async () => {
    const cache = { disk: { dir: directory() }, debug: true }
    const first = started(cache)
    expect([await told(first), await told(first), await data(first)]).toEqual([
      'MISS 1',
      'HIT 1',
      2,
    ])
    await first.close()
    const next = started(cache)
    const answer = await ask(next, '/page')
    expect(answer.headers.get('cache-status')).toContain('detail=DISK')
    expect([await told(next), await data(next), calls]).toEqual(['HIT 1', 2, 2])
  })

  it('answers anew after a restart where somebody has invalidated before it', async () => {
    const cache = { disk: { dir: directory(), durable: true } }
    const first = started(cache)
    await told(first)
    await data(first)
    await first.cache.revalidatePath('/page')
    await first.cache.revalidateTag('count')
    await first.close()
    const next = started(cache)
    expect([await told(next), await data(next)]).toEqual(['MISS 3', 4])
  })

  it('makes answers anew for another deployment, and keeps data', async () => {
    const disk = { dir: directory() }
    const first = started({ disk })
    await told(first)
    await data(first)
    await first.close()
    const next = started({ disk, buildId: 'two' })
    expect([await told(next), await data(next)]).toEqual(['MISS 3', 2])
  })
})

describe('a mount with handlers of Next.js', () => {
  it('stores answers and data in the handler, and takes them from there', async () => {
    const handler = fromNextCacheHandler(DocumentedHandler, { version: 16 })
    const routes = started({ handler, maxMemoryBytes: 1 })
    expect([await told(routes), await data(routes)]).toEqual(['MISS 1', 2])
    await new Promise(resolve => setImmediate(resolve))
    expect([await told(routes), await data(routes), calls]).toEqual(['HIT 1', 2, 2])
    expect([...DocumentedHandler.cache.values()].map(({ value }) => value!.kind).sort()).toEqual([
      'APP_ROUTE',
      'FETCH',
    ])
    await routes.cache.revalidatePath('/page')
    expect(await told(routes)).toBe('MISS 3')
  })

  it('stores what functions with `use cache` and cached() made in the handler of their kind', async () => {
    const [standard, own] = [new DocumentedHandlers(), new DocumentedHandlers()]
    const routes = started({
      handlers: fromNextCacheHandlers({ default: standard, own }),
      maxMemoryBytes: 1,
    })
    const values = async () => (await ask(routes, '/values')).json()
    const first = await values()
    await new Promise(resolve => setImmediate(resolve))
    expect(await values()).toEqual(first)
    expect([standard.cache.size, own.cache.size]).toEqual([2, 1])
    await routes.cache.revalidateTag('valued')
    expect(own.argsOf('updateTags')).toEqual([[['valued'], undefined]])
    expect((await values())[2]).toBeGreaterThan(first[2])
  })

  it('leaves the handler of `use cache` out of them', async () => {
    const handler = new DocumentedHandlers()
    const routes = started({ handlers: fromNextCacheHandlers({ default: handler }) })
    await told(routes)
    await data(routes)
    expect(handler.cache.size).toBe(0)
  })
})

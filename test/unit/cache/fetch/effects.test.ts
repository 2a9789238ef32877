/** What a fetch means for the answer, or the cached value, that is made with it. */

import { cached } from '../../../../src/cache/cached/cached'
import type { Asked } from '../../../../src/cache/fetch/decision'
import { passLife } from '../../../../src/cache/fetch/effects'
import type { Routes } from '../../../../src/create-routes'
import { unstable_cache } from '../../../../src/next/cache'
import type { RouteOptions } from '../../../../src/route-options'
import { state } from '../../../../src/state'
import { ask, mount } from '../../mount'
import { cacheOf, cachingOf } from '../../next/caching-of'
import { type Origin, startOrigin } from './origin'

let origin: Origin
const mounted: Routes[] = []

beforeEach(async () => {
  state.scopeWanted = false
  state.warned.clear()
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
  origin = await startOrigin()
})

afterEach(async () => {
  jest.restoreAllMocks()
  await Promise.all(mounted.splice(0).map(routes => routes.close()))
  await origin.stop()
})

type FetchInit = RequestInit & {
  readonly next?: { readonly revalidate?: unknown; readonly tags?: unknown }
}

const fetches =
  (init?: FetchInit, path = '/') =>
  async (): Promise<Response> =>
    new Response(await (await fetch(origin.url + path, init)).text())

/** A route at `/r`, and the same again at `/q`. */
function serve(exports: object, options: RouteOptions = {}): Routes {
  const methods = { ...exports } as Readonly<Record<string, unknown>>
  const files = { 'r/route.ts': methods, 'q/route.ts': methods }
  const routes = mount(files, { cache: { dev: true }, ...options })
  mounted.push(routes)
  return routes
}

interface Seen {
  readonly text: string
  readonly state: string | null
  readonly control: string | null
}

async function see(routes: Routes, path = '/r'): Promise<Seen> {
  const response = await ask(routes, path)
  const { headers } = response
  return {
    text: await response.text(),
    state: headers.get('x-nextjs-cache'),
    control: headers.get('cache-control'),
  }
}

const invalidate = (routes: Routes): Promise<void> => routes.cache.revalidateTag('a')

describe('an answer that is stored', () => {
  it('has the tags of what was fetched for it, also of what was found in the cache', async () => {
    const init = { next: { revalidate: 60, tags: ['a'] } }
    const routes = serve({ GET: fetches(init), dynamic: 'force-static' })
    expect(await see(routes)).toMatchObject({ text: '1', state: 'MISS' })
    expect(await see(routes, '/q')).toMatchObject({ text: '1', state: 'MISS' })
    expect(await see(routes, '/q')).toMatchObject({ text: '1', state: 'HIT' })
    await invalidate(routes)
    expect(await see(routes, '/q')).toMatchObject({ text: '2', state: 'MISS' })
    expect(await see(routes)).toMatchObject({ text: '2', state: 'MISS' })
  })

  it('has the tags of what was fetched and not stored', async () => {
    const init = { cache: 'no-store', next: { tags: ['a'] } } as const
    const routes = serve({ GET: fetches(init), dynamic: 'force-static' })
    expect(await see(routes)).toMatchObject({ text: '1', state: 'MISS' })
    expect(await see(routes)).toMatchObject({ text: '1', state: 'HIT' })
    await invalidate(routes)
    expect(await see(routes)).toMatchObject({ text: '2', state: 'MISS' })
  })

  it.each([
    [
      'lives no longer than what it asked to be stored for less',
      { revalidate: 30 },
      's-maxage=30, stale-while-revalidate=31535970',
    ],
    [
      'lives as long as it says itself, where that is less',
      { revalidate: 90 },
      's-maxage=60, stale-while-revalidate=31535940',
    ],
    [
      'is not affected by what is stored for ever',
      { revalidate: false },
      's-maxage=60, stale-while-revalidate=31535940',
    ],
  ])('%s', async (_, next, control) => {
    const routes = serve({ GET: fetches({ next }), dynamic: 'force-static', revalidate: 60 })
    expect(await see(routes)).toEqual({ text: '1', state: 'MISS', control })
  })

  it.each<FetchInit>([{ cache: 'no-store' }, { next: { revalidate: 0 } }])(
    'is one under force-static in spite of %j',
    async init => {
      const routes = serve({ GET: fetches(init), dynamic: 'force-static' })
      await see(routes)
      expect(await see(routes)).toMatchObject({ text: '1', state: 'HIT' })
    },
  )

  it('is one in spite of a fetch that says nothing', async () => {
    const routes = serve({ GET: fetches(), revalidate: 60 })
    await see(routes)
    expect(await see(routes)).toMatchObject({ text: '1', state: 'HIT' })
  })

  it.each<FetchInit>([{ cache: 'no-store' }, { cache: 'no-cache' }, { next: { revalidate: 0 } }])(
    'is none with %j',
    async init => {
      const routes = serve({ GET: fetches(init), revalidate: 60 })
      expect(await see(routes)).toMatchObject({ text: '1', state: null })
      expect(await see(routes)).toMatchObject({ text: '2', state: null })
    },
  )

  it.each<FetchInit>([{ cache: 'no-store' }, { next: { revalidate: 0 } }])(
    'is an error under dynamic = "error" with %j',
    async init => {
      const routes = serve({ GET: fetches(init), dynamic: 'error' })
      await expect(see(routes)).rejects.toThrow(
        `Route /r with \`dynamic = "error"\` couldn't be rendered statically because it used \`revalidate: 0 fetch ${origin.url}/ /r\`.`,
      )
      expect(origin.calls).toEqual([])
    },
  )

  it('is made of what was renewed first, where that was stale', async () => {
    const init = { next: { revalidate: 0.1 } }
    const shared = { GET: fetches(init), dynamic: 'force-dynamic' }
    const routes = mount(
      {
        'd/route.ts': shared,
        'r/route.ts': { GET: fetches(init), dynamic: 'force-static' },
      },
      { cache: { dev: true } },
    )
    mounted.push(routes)
    state.scopeWanted = true
    expect(await (await ask(routes, '/d')).text()).toBe('1')
    await new Promise(resolve => setTimeout(resolve, 150))
    expect(await see(routes)).toMatchObject({ text: '2', state: 'MISS' })
  })

  it('in 14 is made of plain calls that are stored too', async () => {
    const routes = serve({ GET: fetches() }, { compat: 14 })
    expect(await see(routes)).toMatchObject({ text: '1', state: 'MISS' })
    expect(await see(routes)).toMatchObject({ text: '1', state: 'HIT' })
  })
})

describe('with Cache Components', () => {
  const cache = cacheOf({ cacheComponents: true })
  const asked = { revalidate: undefined, url: 'http://a.example/' } as Asked

  it('a fetch that is not stored makes an answer one for this request', () => {
    const generation = { touch: jest.fn(), absorb: jest.fn() }
    const caching = cachingOf({ cache, generation: generation as never })
    passLife({ seconds: 0, isAutomatic: true }, asked, caching)
    expect(generation.touch).toHaveBeenCalledWith('fetch http://a.example/ /users/[id]')
    expect(generation.absorb).not.toHaveBeenCalled()
  })

  it('a fetch that is stored does not', () => {
    const generation = { touch: jest.fn(), absorb: jest.fn() }
    const caching = cachingOf({ cache, generation: generation as never })
    passLife({ seconds: Infinity, isAutomatic: false }, asked, caching)
    expect(generation.touch).not.toHaveBeenCalled()
    expect(generation.absorb).toHaveBeenCalledTimes(1)
  })
})

describe('a cached function', () => {
  it('has the tags of what it fetches, and the time where it says so', async () => {
    const load = cached(
      async () => (await fetches({ next: { revalidate: 60, tags: ['a'] } })()).text(),
      {
        id: 'effects-1',
        life: 'max',
      },
    )
    const routes = serve({ GET: async () => new Response(await load()), dynamic: 'force-static' })
    state.scopeWanted = true
    expect(await see(routes)).toMatchObject({ text: '1', state: 'MISS' })
    await invalidate(routes)
    expect(await see(routes)).toMatchObject({ text: '2', state: 'MISS' })
  })

  it('keeps to itself that it fetches anew', async () => {
    const load = cached(async () => (await fetches({ cache: 'no-store' })()).text(), {
      id: 'effects-2',
    })
    const routes = serve({ GET: async () => new Response(await load()), revalidate: 60 })
    await see(routes)
    expect(await see(routes)).toMatchObject({ text: '1', state: 'HIT' })
  })
})

describe('unstable_cache', () => {
  it('fetches anew whatever a call says of its time, and nobody else learns of it', async () => {
    const inner = fetches({ next: { revalidate: 60, tags: ['a'] } })
    let number = 0
    const load = (part: string) => unstable_cache(async () => (await inner()).text(), [part])()
    const GET = async (): Promise<Response> => new Response(await load(String(++number)))
    const routes = serve({ GET, dynamic: 'force-static' })
    expect(await see(routes)).toMatchObject({ text: '1', state: 'MISS' })
    await invalidate(routes)
    expect(await see(routes)).toMatchObject({ text: '1', state: 'HIT' })
    const others = serve({ GET, dynamic: 'force-dynamic' })
    state.scopeWanted = true
    expect(await see(others)).toMatchObject({ text: '2' })
    expect(await see(others)).toMatchObject({ text: '3' })
  })
})

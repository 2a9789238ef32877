/** `fetch` inside handlers: what is stored, for whom, and what becomes of the answer. */
import type { Routes } from '../../../../src/create-routes'
import { revalidatePath, revalidateTag, unstable_noStore } from '../../../../src/next/cache'
import { cookies, draftMode } from '../../../../src/next/headers'
import type { RouteOptions } from '../../../../src/route-options'
import { state } from '../../../../src/state'
import { ask, mount, mountOne } from '../../mount'
import { type Origin, startOrigin } from './origin'

let origin: Origin
const mounted: Routes[] = []

beforeEach(async () => {
  state.scopeWanted = true
  origin = await startOrigin()
})

afterEach(async () => {
  await Promise.all(mounted.splice(0).map(routes => routes.close()))
  await origin.stop()
})

type Handler = (request: Request) => unknown

/** A mount whose cache is its own. */
function handlers(
  methods: Handler | Readonly<Record<string, unknown>>,
  { cache, ...options }: RouteOptions = {},
): Routes {
  const routes = mountOne(methods, { cache: { ...cache }, ...options })
  mounted.push(routes)
  return routes
}

const answerOf = async (routes: Routes, path = '/', init?: RequestInit): Promise<string> =>
  (await ask(routes, path, init)).text()

type FetchInit = RequestInit & {
  readonly next?: { readonly revalidate?: unknown; readonly tags?: unknown }
}

const STORED: FetchInit = { next: { revalidate: 60 } }

/** A handler that passes on the text of what it fetches. */
const fetches =
  (init?: FetchInit, path = '/') =>
  async (): Promise<Response> =>
    new Response(await (await fetch(origin.url + path, init)).text())

/** Asks until the answer is another one. */
async function until(expected: string, routes: Routes, path = '/'): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if ((await answerOf(routes, path)) === expected) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error(`never ${expected}`)
}

describe('a fetch of a handler', () => {
  it.each<FetchInit>([
    STORED,
    { next: { revalidate: false } },
    { next: { tags: ['a'] }, cache: 'force-cache' },
    { cache: 'force-cache' },
  ])('is stored when it asks for it: %j', async init => {
    const routes = handlers(fetches(init))
    expect(await answerOf(routes)).toBe('1')
    expect(await answerOf(routes)).toBe('1')
    expect(origin.calls).toHaveLength(1)
  })

  it.each<FetchInit | undefined>([
    undefined,
    { cache: 'no-store' },
    { cache: 'default' },
    { next: { revalidate: 0 } },
    { next: { tags: ['a'] } },
  ])('is not stored when it does not: %j', async init => {
    const routes = handlers(fetches(init))
    expect(await answerOf(routes)).toBe('1')
    expect(await answerOf(routes)).toBe('2')
  })

  it('is stored as the route file says', async () => {
    const routes = handlers({ GET: fetches(), fetchCache: 'default-cache' })
    await answerOf(routes)
    expect(await answerOf(routes)).toBe('1')
  })

  it('is not stored after unstable_noStore(), unless it asks for it', async () => {
    const routes = handlers({
      GET: async () => {
        unstable_noStore()
        const [first, second] = [await fetches()(), await fetches(STORED)()]
        return new Response((await first.text()) + (await second.text()))
      },
      fetchCache: 'default-cache',
    })
    expect(await answerOf(routes)).toBe('12')
    expect(await answerOf(routes)).toBe('32')
  })

  it('is not stored where the cache is off, or fetch is to know nothing of it', async () => {
    for (const options of [{ cache: false }, { cache: { patchFetch: false } }] as const) {
      const routes = mountOne(fetches(STORED), options)
      mounted.push(routes)
      expect(await answerOf(routes)).not.toBe(await answerOf(routes))
    }
  })

  it('is asked of the origin once by fifty at a time', async () => {
    const routes = handlers(fetches(STORED))
    const answers = await Promise.all(Array.from({ length: 50 }, () => answerOf(routes)))
    expect(new Set(answers)).toEqual(new Set(['1']))
    expect(origin.calls).toHaveLength(1)
  })

  it('is served while it is renewed, once, when its time is over', async () => {
    const routes = handlers(fetches({ next: { revalidate: 0.2 } }))
    expect(await answerOf(routes)).toBe('1')
    await new Promise(resolve => setTimeout(resolve, 250))
    const stale = await Promise.all(Array.from({ length: 20 }, () => answerOf(routes)))
    expect(new Set(stale)).toEqual(new Set(['1']))
    await until('2', routes)
  })

  it('is as old as its own caller allows, whoever has stored it', async () => {
    const routes = handlers(request =>
      fetches({ next: { revalidate: request.url.endsWith('/short') ? 0.1 : 3600 } })(),
    )
    expect(await answerOf(routes, '/long')).toBe('1')
    await new Promise(resolve => setTimeout(resolve, 150))
    expect(await answerOf(routes, '/short')).toBe('1')
    await until('2', routes, '/long')
    expect(await answerOf(routes, '/long')).toBe('2')
  })

  it('is gone when one of its tags is invalidated, with the tags of any of its callers', async () => {
    const routes = handlers({
      GET: (request: Request) =>
        fetches({ next: { revalidate: 60, tags: [new URL(request.url).pathname.slice(1)] } })(),
      POST: (request: Request) => {
        revalidateTag(new URL(request.url).pathname.slice(1), { expire: 0 })
        return new Response()
      },
    })
    expect(await answerOf(routes, '/a')).toBe('1')
    await answerOf(routes, '/b', { method: 'POST' })
    expect(await answerOf(routes, '/a')).toBe('1')
    expect(await answerOf(routes, '/b')).toBe('2')
    await answerOf(routes, '/b', { method: 'POST' })
    expect(await answerOf(routes, '/a')).toBe('3')
  })

  it('is gone for a path that is revalidated', async () => {
    const routes = handlers({
      GET: fetches(STORED),
      POST: () => {
        revalidatePath('/a')
        return new Response()
      },
    })
    expect(await answerOf(routes, '/a')).toBe('1')
    await answerOf(routes, '/x', { method: 'POST' })
    expect(await answerOf(routes, '/a')).toBe('2')
  })

  it('is read anew by the request that has invalidated it', async () => {
    const init = { next: { revalidate: 60, tags: ['a'] } }
    const routes = handlers(async () => {
      const before = await fetches(init)()
      revalidateTag('a', { expire: 0 })
      const [after, again] = [await fetches(init)(), await fetches(init)()]
      const texts = [before, after, again].map(response => response.text())
      return new Response((await Promise.all(texts)).join())
    })
    expect(await answerOf(routes)).toBe('1,2,2')
  })

  it('rejects for a revalidate that is no time, and for what the route forbids', async () => {
    const wrong = handlers(fetches({ next: { revalidate: 'soon' } }))
    await expect(answerOf(wrong)).rejects.toThrow(
      'Invalid revalidate value "soon" on "/[[...path]]", must be a non-negative number or false',
    )
    const forbidden = handlers({
      GET: fetches({ cache: 'no-store' }),
      fetchCache: 'only-cache',
    })
    await expect(answerOf(forbidden)).rejects.toThrow(
      `cache: 'no-store' used on fetch for ${origin.url}/ with 'export const fetchCache = 'only-cache'`,
    )
    expect(origin.calls).toEqual([])
  })

  it('may be of the request that the handler was given', async () => {
    const GET = async (request: Request): Promise<Response> => {
      const copy = new Request(origin.url, { headers: request.headers })
      const seen = await fetch(request, { next: { revalidate: 60 } } as RequestInit).catch(String)
      return new Response(`${typeof seen} ${await (await fetch(copy, STORED)).text()}`)
    }
    const routes = mountOne({ GET, revalidate: 60 }, { cache: { dev: true } })
    mounted.push(routes)
    const { port } = new URL(origin.url)
    const ask = () => routes.fetch(new Request(`http://127.0.0.1:${port}/self`))
    expect(await (await ask()).text()).toBe('object 2')
    expect(await (await ask()).text()).toBe('object 2')
    expect(origin.calls).toEqual(['GET /self', 'GET /'])
  })

  it('bypasses everything in draft mode, and where it is a call of Next.js itself', async () => {
    const routes = handlers({
      GET: fetches(STORED),
      POST: async () => {
        const draft = await draftMode()
        draft.enable()
        return fetches(STORED)()
      },
      PUT: fetches({ next: { revalidate: 60, internal: true } as object }),
    })
    expect(await answerOf(routes)).toBe('1')
    expect(await answerOf(routes, '/', { method: 'POST' })).toBe('2')
    expect(await answerOf(routes, '/', { method: 'PUT' })).toBe('3')
    expect(await answerOf(routes)).toBe('1')
  })

  it('is fetched anew in development for a browser that reloads everything', async () => {
    const routes = handlers(fetches(STORED))
    const reload = { headers: { 'cache-control': 'no-cache' } }
    expect(await answerOf(routes)).toBe('1')
    expect(await answerOf(routes, '/', reload)).toBe('2')
    expect(await answerOf(routes)).toBe('2')
  })

  it('is not fetched anew in production, whatever the client says', async () => {
    const { NODE_ENV } = process.env
    process.env['NODE_ENV'] = 'production'
    const routes = handlers(fetches(STORED))
    process.env['NODE_ENV'] = NODE_ENV
    await answerOf(routes)
    expect(await answerOf(routes, '/', { headers: { 'cache-control': 'no-cache' } })).toBe('1')
  })
})

describe('in Next.js 14, a fetch that says nothing', () => {
  const in14 = (methods: Parameters<typeof handlers>[0]) => handlers(methods, { compat: 14 })

  it('is stored in a file with no other methods', async () => {
    const routes = in14({ GET: fetches(), dynamic: 'force-dynamic' })
    await answerOf(routes)
    expect(await answerOf(routes)).toBe('1')
  })

  it('is not stored in a file with other methods', async () => {
    const routes = in14({ GET: fetches(), POST: () => new Response() })
    await answerOf(routes)
    expect(await answerOf(routes)).toBe('2')
  })

  it('is not stored after something that varies was looked at', async () => {
    const GET = async (): Promise<Response> => {
      await cookies()
      return fetches()()
    }
    const routes = in14({ GET, dynamic: 'force-dynamic' })
    await answerOf(routes)
    expect(await answerOf(routes)).toBe('2')
  })

  it.each<[string, (request: Request) => unknown]>([
    ['headers', request => request.headers],
    ['url', request => request.url],
  ])('is not stored after a look at request.%s', async (_, look) => {
    const GET = (request: Request): Promise<Response> => {
      look(request)
      return fetches()()
    }
    const routes = mount({ '[id]/route.ts': { GET } }, { cache: {}, compat: 14 })
    mounted.push(routes)
    await answerOf(routes, '/a')
    expect(await answerOf(routes, '/a')).toBe('2')
  })

  it('is stored in a handler that has not looked at its request', async () => {
    const GET = fetches()
    const files = { '[id]/route.ts': { GET } }
    const routes = mount(files, { cache: {}, compat: 14 })
    mounted.push(routes)
    await answerOf(routes, '/a')
    expect(await answerOf(routes, '/a')).toBe('1')
  })

  it('follows what was fetched before it', async () => {
    const GET = async (): Promise<Response> => {
      await fetches({ cache: 'no-store' }, '/other')()
      return fetches()()
    }
    const routes = in14({ GET, dynamic: 'force-dynamic' })
    await answerOf(routes)
    expect(await answerOf(routes)).toBe('4')
  })
})

/** Cached functions in the requests of real mounts. */

import { cached as cachedFunction } from '../../../src/cache/cached/cached'
import type { Entry } from '../../../src/cache/entry/entry'
import { installUseCache } from '../../../src/cache/install'
import type { Cache } from '../../../src/cache/mount/cache'
import type { CacheOptions } from '../../../src/cache/options'
import type { Routes } from '../../../src/create-routes'
import { createRoutes } from '../../../src/create-routes'
import { cacheLife, cacheTag, revalidatePath, revalidateTag } from '../../../src/next/cache'
import type { RouteOptions } from '../../../src/route-options'
import { state } from '../../../src/state'
import { cached as compiled } from './cached'

const mounts: Routes[] = []

beforeEach(() => {
  Object.assign(state, { sharedCache: undefined, caches: undefined, runsInProgress: undefined })
  Object.defineProperty(state, 'useCache', { value: undefined, configurable: true })
  installUseCache()
  state.warned.clear()
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
})
afterEach(async () => {
  jest.restoreAllMocks()
  await Promise.all(mounts.splice(0).map(mount => mount.close()))
})

type Handler = (request: Request, context: { params: Promise<any> }) => unknown

/** Asks a mount whose route file, by its path, has one handler; nobody caches what POST answers. */
function mount(files: Record<string, Handler>, options: RouteOptions = {}) {
  const manifest = Object.entries(files).map(([path, handler]) => [
    `${path}/route.ts`,
    { POST: async (...args: Parameters<Handler>) => Response.json(await handler(...args)) },
  ])
  const routes = createRoutes(Object.fromEntries(manifest), options)
  mounts.push(routes)
  const ask = async (path: string): Promise<unknown> => {
    const response = await routes.fetch(new Request(`http://a.test${path}`, { method: 'POST' }))
    return response.json()
  }
  return { routes, ask }
}

/** Without parameters, so that it may be a handler: what handlers are given cannot be in a key. */
const cached = (fn: () => Promise<unknown>, kind = 'default') =>
  compiled(fn, { kind, parameters: 0 })

/** A function that gives the number of its runs. */
function counter(setUp: () => void = () => {}) {
  let runs = 0
  return cached(async () => {
    setUp()
    runs += 1
    return runs
  }).call
}

describe('the cache of the mount', () => {
  it('is shared by mounts that have none of their own', async () => {
    const load = counter()
    const one = mount({ a: load })
    const two = mount({ a: load })
    expect([await one.ask('/a'), await two.ask('/a')]).toEqual([1, 1])
  })

  it('is not that of a mount that has one of its own', async () => {
    const load = counter()
    const one = mount({ a: load }, { cache: {} })
    const two = mount({ a: load }, { cache: {} })
    const asked = [await one.ask('/a'), await two.ask('/a'), await one.ask('/a')]
    expect(asked).toEqual([1, 2, 1])
  })

  it('tells what happened', async () => {
    const events: string[] = []
    const onEvent = ({ type }: { type: string }) => void events.push(type)
    const { ask } = mount({ a: counter() }, { cache: { onEvent } })
    await ask('/a')
    await ask('/a')
    expect(events).toEqual(['miss', 'generate', 'hit'])
  })

  it('cache: false runs the function each time; its tags and lives are without effect', async () => {
    const load = counter(() => {
      cacheTag('a')
      cacheLife('hours')
    })
    const elsewhere = cached(async () => 'run', 'elsewhere').call
    const { ask } = mount({ a: load, b: elsewhere }, { cache: false })
    expect([await ask('/a'), await ask('/a'), await ask('/b')]).toEqual([1, 2, 'run'])
  })

  it('has the profiles of the mount', async () => {
    const load = counter(() => cacheLife('blog'))
    const known = mount({ a: load }, { cache: { cacheLife: { blog: { revalidate: 60 } } } })
    expect(await known.ask('/a')).toBe(1)
  })
})

describe('the name of the deployment', () => {
  const kept = { get: async () => undefined, put: async () => {} }
  const nameOf = async (cache: CacheOptions, file = 'a') => {
    const { ask } = mount({ [file]: counter() }, { cache })
    await ask(`/${file}`)
    return [...(state.caches as Set<Cache>)].at(-1)!.buildId
  }

  it('§5: is the option', async () => {
    expect(await nameOf({ buildId: 'one' })).toBe('one')
    expect(await nameOf({ buildId: 'one', handlers: { default: kept } })).toBe('one')
  })

  it('§5: is needed by nobody where values end with the process', async () => {
    expect(await nameOf({})).toBe('')
  })

  it('§5: is otherwise that of the route files, and part of keys', async () => {
    const keys = new Set<string>()
    const get = async (key: string) => void keys.add(key)
    const handlers = { default: { ...kept, get } }
    const names = [await nameOf({ handlers }), await nameOf({ handlers }, 'b')]
    expect(new Set(names).size).toBe(2)
    expect(names).toEqual([expect.stringMatching(/^[\w-]{22}$/), expect.any(String)])
    expect(keys.size).toBe(2)
  })
})

describe('outside of requests', () => {
  it('a function uses the only cache that there is, and its invalidations', async () => {
    const load = counter(() => cacheTag('a'))
    const { routes, ask } = mount({ a: load }, { cache: {} })
    await ask('/a')
    expect(await load()).toBe(1)
    await routes.cache.revalidateTag('a')
    expect([await load(), await ask('/a')]).toEqual([2, 2])
  })

  it('before there is any it keeps its values all the same', async () => {
    const load = counter()
    expect([await load(), await load()]).toEqual([1, 1])
  })

  it('of several that are not shared it uses the one that it is told of, or none', async () => {
    const load = counter()
    const one = mount({ a: load }, { cache: {} })
    const two = mount({ a: load }, { cache: {} })
    await one.ask('/a')
    await two.ask('/a')
    expect([await load(), await load()]).toEqual([3, 4])
    expect(await two.routes.cache.run(load)).toBe(2)
  })
})

describe('invalidation by a request', () => {
  it.each<[string, () => void]>([
    ['revalidateTag(tag)', () => revalidateTag('posts')],
    ['revalidateTag(tag, { expire: 0 })', () => revalidateTag('posts', { expire: 0 })],
  ])('%s: the next call waits for a new value', async (_, invalidate) => {
    const load = counter(() => cacheTag('posts'))
    const { ask } = mount({ a: load, b: () => invalidate() ?? null })
    await ask('/a')
    await ask('/b')
    expect(await ask('/a')).toBe(2)
  })

  it('§12.1: revalidateTag(tag, "max"): the old value is served once while it is renewed', async () => {
    const load = counter(() => cacheTag('posts'))
    const { ask } = mount({ a: load, b: () => revalidateTag('posts', 'max') ?? null })
    await ask('/a')
    await ask('/b')
    expect(await ask('/a')).toBe(1)
    const [cache] = state.caches as Set<{ engine: { idle(): Promise<void> } }>
    await cache!.engine.idle()
    expect(await ask('/a')).toBe(2)
  })

  it('§12.1: the request itself reads nothing older, whatever the profile', async () => {
    const load = counter(() => cacheTag('posts'))
    const { ask } = mount({
      a: async () => {
        const before = await load()
        revalidateTag('posts', 'max')
        return [before, await load(), await load()]
      },
    })
    expect(await ask('/a')).toEqual([1, 2, 2])
  })

  it('§12.1: what is read between the call and the write that follows is not kept', async () => {
    let row = 'old'
    const { call } = cached(async () => {
      cacheTag('row')
      return row
    })
    const { ask } = mount({
      write: async () => {
        revalidateTag('row')
        await call()
        row = 'new'
        return null
      },
      read: call,
    })
    await ask('/write')
    expect(await ask('/read')).toBe('new')
  })

  it('§7.2: revalidatePath() drops what was read on the way to the path', async () => {
    const load = counter()
    const { ask } = mount({
      'posts/[id]': load,
      other: () => revalidatePath('/other') ?? null,
      post: () => revalidatePath('/posts/1') ?? null,
      layout: () => revalidatePath('/posts', 'layout') ?? null,
    })
    expect(await ask('/posts/1')).toBe(1)
    await ask('/other')
    expect(await ask('/posts/1')).toBe(1)
    await ask('/post')
    expect([await ask('/posts/1'), await ask('/posts/1')]).toEqual([2, 2])
    await ask('/layout')
    expect(await ask('/posts/2')).toBe(3)
  })

  it('is refused inside a cached function', async () => {
    const { call } = cached(async () => revalidateTag('a'))
    const { ask } = mount({ a: async () => call().catch(error => error.message) })
    expect(await ask('/a')).toContain('`revalidateTag("a")` can\'t be called inside a cached')
  })
})

describe('kinds with a store of their own', () => {
  it('§18.2: keep values there, in bytes, with their tags; the function runs once', async () => {
    const kept = new Map<string, Entry>()
    const put = async (key: string, entry: Entry) => void kept.set(key, entry)
    const get = async (key: string) => kept.get(key)
    const mine = cached(async () => {
      cacheTag('mine')
      return [new Date(0)]
    }, 'mine').call
    const { ask, routes } = mount({ a: mine }, { cache: { handlers: { mine: { get, put } } } })
    expect([await ask('/a'), await ask('/a')]).toEqual([
      ['1970-01-01T00:00:00.000Z'],
      ['1970-01-01T00:00:00.000Z'],
    ])
    expect([...kept.values()]).toMatchObject([{ kind: 'C', tags: ['mine'], revalidate: 900 }])
    const [first] = kept.values()
    await routes.cache.revalidateTag('mine')
    await ask('/a')
    expect([...kept.values()]).not.toContain(first)
  })
})

describe("parity: 'exact'", () => {
  it('§7.1: tags beyond those that Next.js keeps are dropped', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `tag-${index}`)
    const load = counter(() => cacheTag(...many))
    const { ask, routes } = mount({ a: load }, { parity: 'exact' })
    await ask('/a')
    await routes.cache.revalidateTag('tag-129')
    expect(await ask('/a')).toBe(1)
    await routes.cache.revalidateTag('tag-128')
    expect(await ask('/a')).toBe(2)
    expect(process.emitWarning).toHaveBeenCalledWith(
      `Warning: exceeded max tag count for \`cacheTag()\`, dropped tags: ${many.slice(128).join(', ')}`,
      expect.objectContaining({ code: 'RH_CACHE_TAG' }),
    )
  })
})

describe('a renewal in the background', () => {
  it('§8.6: is told to whoever keeps the process alive', async () => {
    const load = counter(() => cacheTag('posts'))
    const told: Promise<unknown>[] = []
    const waitUntil = (work: Promise<unknown>) => void told.push(work)
    const { ask, routes } = mount({ a: load }, { cache: { waitUntil } })
    await ask('/a')
    await routes.cache.revalidateTag('posts', 'max')
    expect(told).toEqual([])
    expect(await ask('/a')).toBe(1)
    expect(told).toHaveLength(1)
    await told[0]
    expect(await ask('/a')).toBe(2)
  })

  it('is waited for by close()', async () => {
    let finish!: () => void
    const gate = new Promise<void>(resolve => {
      finish = resolve
    })
    let isSlow = false
    let ended = 0
    const { call } = cached(async () => {
      cacheTag('posts')
      if (isSlow) await gate
      ended += 1
      return ended
    })
    const { ask, routes } = mount({ a: call }, { cache: {} })
    await ask('/a')
    isSlow = true
    await routes.cache.revalidateTag('posts', 'max')
    await ask('/a')
    const closing = routes.close()
    finish()
    await closing
    expect(ended).toBe(2)
  })
})

describe('cached() in handlers', () => {
  it('keeps what it gave, for equal arguments, until it is invalidated', async () => {
    let runs = 0
    const find = cachedFunction((id: string) => `${id} ${++runs}`, {
      id: 'mounts find',
      tags: id => [`post:${id}`],
    })
    const { ask, routes } = mount({
      'posts/[id]': async (_, { params }) => find((await params).id),
    })
    expect([await ask('/posts/a'), await ask('/posts/b')]).toEqual(['a 1', 'b 2'])
    await routes.cache.revalidateTag('post:a')
    expect([await ask('/posts/a'), await ask('/posts/b')]).toEqual(['a 3', 'b 2'])
  })
})

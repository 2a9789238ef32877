/** The caches of mounts: who has which, when they begin and when they end (caching §9.5, §17.2). */
import { AsyncLocalStorage } from 'node:async_hooks'
import { MemoryTags } from '../../../../src/cache/tags/memory-tags'
import type { OpenTier } from '../../../../src/cache/tier'
import { createRoutes, type Routes } from '../../../../src/create-routes'
import { unstable_cache, unstable_noStore } from '../../../../src/next/cache'
import type { RouteOptions } from '../../../../src/route-options'
import { state } from '../../../../src/state'
import { gate } from '../../next/caching-of'

const mounts: Routes[] = []

beforeEach(() => {
  Object.assign(state, { sharedCache: undefined, caches: undefined })
})
afterEach(async () => {
  await Promise.all(mounts.splice(0).map(routes => routes.close()))
  jest.useRealTimers()
})

function mount(GET: () => unknown, options?: RouteOptions): Routes {
  const routes = createRoutes({ 'data/route.ts': { GET } }, options)
  mounts.push(routes)
  return routes
}

let functions = 0

/** A handler whose answer is the number of runs of a stored function. */
function counter(tags: string[] = ['t']) {
  let runs = 0
  const load = unstable_cache(async () => ++runs, [`counter ${++functions}`], { tags })
  return async () => Response.json(await load())
}

const get = async (routes: Routes) => (await routes.fetch(new Request('http://local/data'))).json()

const atWork = (): number => (state.caches as Set<unknown> | undefined)?.size ?? 0

/** A tier whose tags begin when the test says so, and that knows whether it was closed. */
function slowTier(started: Promise<void>) {
  const seen = { starts: 0, closes: 0 }
  const open = (): OpenTier => {
    const tags = new MemoryTags()
    const start = () => {
      seen.starts += 1
      return started
    }
    const close = (): void => {
      seen.closes += 1
    }
    return { tags: Object.assign(tags, { start, close }), entries: undefined }
  }
  return { seen, tier: { open } }
}

const never = () => ({ tier: slowTier(new Promise(() => {})).tier })

describe('the caches of mounts', () => {
  it('mounts without settings share one', async () => {
    const handler = counter()
    const [one, two] = [mount(handler), mount(handler)]
    expect([await get(one), await get(two), atWork()]).toEqual([1, 1, 1])
    await one.cache.revalidateTag('t')
    expect(await get(two)).toBe(2)
  })

  it('a mount with settings has its own', async () => {
    const handler = counter()
    const [one, two] = [mount(handler), mount(handler, { cache: {} })]
    expect([await get(one), await get(two), atWork()]).toEqual([1, 2, 2])
  })

  it('a mount that caches nothing has none', async () => {
    const routes = mount(() => new Response('1'))
    await routes.ready()
    await get(routes)
    expect(atWork()).toBe(0)
    await routes.close()
    expect(atWork()).toBe(0)
  })

  it('§17.2: the last mount that is closed ends what they share', async () => {
    const handler = counter()
    const [one, two] = [mount(handler), mount(handler)]
    await Promise.all([get(one), get(two)])
    await one.close()
    expect([atWork(), await get(two)]).toEqual([1, 1])
    await two.close()
    expect(atWork()).toBe(0)
  })

  it('§17.2: close() of a mount closes its own once, and no request opens it again', async () => {
    const { seen, tier } = slowTier(Promise.resolve())
    const routes = mount(counter(), { cache: { tier } })
    await get(routes)
    await Promise.all([routes.close(), routes.cache.close(), routes.close()])
    expect([seen.closes, atWork()]).toEqual([1, 0])
    await routes.cache.revalidateTag('t')
    expect([seen.starts, atWork()]).toEqual([1, 0])
  })

  it('§17.2: without its cache a mount goes on serving', async () => {
    let runs = 0
    const GET = async () => Response.json(++runs)
    const data = { dynamic: 'force-static', GET }
    const routes = createRoutes({ 'data/route.ts': data }, { cache: { dev: true } })
    mounts.push(routes)
    expect([await get(routes), await get(routes)]).toEqual([1, 1])
    await routes.cache.close()
    expect([await get(routes), await get(routes)]).toEqual([2, 3])
  })

  it('knows nothing of the request that was the first to need it', async () => {
    const store = new AsyncLocalStorage<string>()
    const seen: unknown[] = []
    const load = unstable_cache(async () => seen.push(store.getStore()), ['host store'])
    const routes = mount(async () => Response.json(await load()))
    await store.run('user 7', () => get(routes))
    expect(seen).toEqual([undefined])
  })
})

describe('the start', () => {
  it('§9.5: ready() waits for it, once', async () => {
    const { open, passed } = gate()
    const { seen, tier } = slowTier(passed)
    const routes = mount(counter(), { cache: { tier } })
    let isReady = false
    const ready = Promise.all([routes.ready(), routes.cache.ready()]).then(() => (isReady = true))
    await new Promise(setImmediate)
    expect(isReady).toBe(false)
    open()
    await ready
    expect(seen.starts).toBe(1)
  })

  it('§9.5: requests wait for a store that comes', async () => {
    const { open, passed } = gate()
    const routes = mount(counter(), { cache: { tier: slowTier(passed).tier } })
    const answered = jest.fn()
    const answer = get(routes).then(value => answered(value))
    await new Promise(setImmediate)
    expect(answered).not.toHaveBeenCalled()
    open()
    await answer
    expect(answered).toHaveBeenCalledWith(1)
  })

  it('§9.5: of a store that does not come, requests and ready() wait for two seconds', async () => {
    jest.useFakeTimers({ doNotFake: ['performance', 'nextTick', 'setImmediate', 'queueMicrotask'] })
    const routes = mount(counter(), { cache: never() })
    const settled: string[] = []
    const ready = routes.ready().then(() => settled.push('ready'))
    const answer = get(routes).then(() => settled.push('answer'))
    const told = routes.cache.revalidateTag('t').then(() => settled.push('told'))
    await new Promise(setImmediate)
    jest.advanceTimersByTime(1_999)
    await new Promise(setImmediate)
    expect(settled).toEqual([])
    jest.advanceTimersByTime(1)
    await Promise.all([ready, answer, told])
    expect(settled.sort()).toEqual(['answer', 'ready', 'told'])
  })

  it('routes that ask nothing of the cache do not wait for it', async () => {
    const routes = mount(() => Response.json(1), { cache: never() })
    expect(await get(routes)).toBe(1)
  })
})

describe('run()', () => {
  it('§17.2: says which cache is meant, outside of requests', async () => {
    let runs = 0
    const load = unstable_cache(async () => ++runs, ['outside'])
    const [one, two] = [mount(counter(), { cache: {} }), mount(counter(), { cache: {} })]
    await Promise.all([get(one), get(two)])
    await expect(load()).rejects.toMatchObject({ code: 'RH_OUTSIDE_REQUEST' })
    expect([await one.cache.run(load), await two.cache.run(load)]).toEqual([1, 2])
    expect([await one.cache.run(load), await two.cache.run(load)]).toEqual([1, 2])
  })

  it('unstable_noStore() is nothing there', () => {
    expect(unstable_noStore()).toBeUndefined()
  })
})

describe('bad input', () => {
  it.each<[string, (routes: Routes) => Promise<unknown>, string]>([
    [
      'no tag',
      r => r.cache.revalidateTag(undefined as never),
      'revalidateTag takes a string, got undefined',
    ],
    ['a tag that is none', r => r.cache.updateTag(['a', 1 as never]), 'takes a string, got number'],
    [
      'no path',
      r => r.cache.revalidatePath(null as never),
      'revalidatePath takes a string, got null',
    ],
    [
      'a profile that is none',
      r => r.cache.revalidateTag('t', 5 as never),
      'Invalid `cacheLife()` option.',
    ],
    [
      'a time that is none',
      r => r.cache.revalidateTag('t', { expire: '5' as never }),
      'The expire option must be a number of seconds.',
    ],
  ])('host code gives %s', async (_, call, message) => {
    await expect(call(mount(counter()))).rejects.toMatchObject({
      code: 'RH_INVALID_ARGUMENT',
      message: expect.stringContaining(message),
    })
  })
})

/** What cached functions bring along to the answer that holds their values. */
import { cached as cachedFunction } from '../../../src/cache/cached/cached'
import { createRoutes, type Routes } from '../../../src/create-routes'
import { cacheLife, cacheTag } from '../../../src/next/cache'
import { cached, freshRuntime } from './cached'

let routes: Routes

beforeEach(() => {
  freshRuntime()
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
})
afterEach(async () => {
  jest.restoreAllMocks()
  await routes.close()
})

/** Mounts one GET that answers with what a function gave, and asks it. */
function mount(load: () => Promise<unknown>, config: object = { dynamic: 'force-static' }) {
  const GET = async () => Response.json(await load())
  routes = createRoutes({ 'a/route.ts': { ...config, GET } }, { cache: { dev: true } })
  return async () => {
    const response = await routes.fetch(new Request('http://a.test/a'))
    const { headers } = response
    return {
      state: headers.get('x-nextjs-cache'),
      lives: headers.get('cache-control'),
      body: await response.json(),
    }
  }
}

function counter(setUp: () => void = () => {}, kind = 'default') {
  let runs = 0
  const setUpAndCount = async () => {
    setUp()
    runs += 1
    return runs
  }
  return cached(setUpAndCount, { kind }).call
}

describe('the life of an answer', () => {
  it.each<[string, () => void, string]>([
    ['nothing', () => {}, 's-maxage=900, stale-while-revalidate=31535100'],
    ['hours', () => cacheLife('hours'), 's-maxage=3600, stale-while-revalidate=82800'],
    ['minutes', () => cacheLife('minutes'), 's-maxage=60, stale-while-revalidate=3540'],
  ])('§3.4: a function that says %s', async (_, setUp, lives) => {
    const ask = mount(counter(setUp))
    expect(await ask()).toEqual({ state: 'MISS', lives, body: 1 })
    expect(await ask()).toEqual({ state: 'HIT', lives, body: 1 })
  })

  it('§3.4: is the least of the functions in it, also of those that were there already', async () => {
    const short = counter(() => cacheLife('minutes'))
    const long = counter(() => cacheLife('hours'))
    await short()
    const ask = mount(async () => [await long(), await short()])
    expect((await ask()).lives).toBe('s-maxage=60, stale-while-revalidate=3540')
  })

  it('§3.4: an explicit outer life is that of the answer', async () => {
    const inner = counter(() => cacheLife('minutes'))
    const outer = cached(async () => {
      cacheLife('hours')
      return inner()
    }).call
    const ask = mount(outer)
    expect((await ask()).lives).toBe('s-maxage=3600, stale-while-revalidate=82800')
  })

  it('§3.4: of cached() is that of its options', async () => {
    const load = cachedFunction(() => 1, { life: { revalidate: 10, expire: 20 } })
    const ask = mount(load)
    expect((await ask()).lives).toBe('s-maxage=10, stale-while-revalidate=10')
  })

  it('§15.2: revalidate: 0 in it makes an answer that is not kept', async () => {
    const ask = mount(counter(() => cacheLife({ revalidate: 0 })))
    expect(await ask()).toMatchObject({ state: null, body: 1 })
    expect(await ask()).toMatchObject({ state: null, body: 2 })
  })

  it('a private function in it makes an answer that is not kept', async () => {
    const ask = mount(counter(undefined, 'private'), { revalidate: 60 })
    expect(await ask()).toMatchObject({ state: null, body: 1 })
    expect(await ask()).toMatchObject({ state: null, body: 2 })
  })
})

describe('the tags of an answer', () => {
  it('§15.2: are those of the functions in it, however deep', async () => {
    const inner = counter(() => cacheTag('inner'))
    const outer = cached(async () => inner()).call
    const ask = mount(outer)
    await ask()
    await routes.cache.revalidateTag('inner')
    expect(await ask()).toMatchObject({ state: 'MISS', body: 2 })
    expect(await ask()).toMatchObject({ state: 'HIT', body: 2 })
  })

  it('§15.2: are there also where the values were', async () => {
    const load = cachedFunction(() => Math.random(), { tags: ['known'] })
    const ask = mount(async () => load())
    const { body } = await ask()
    await routes.cache.revalidatePath('/a')
    expect(await ask()).toMatchObject({ state: 'MISS' })
    await routes.cache.revalidateTag('known')
    const renewed = await ask()
    expect(renewed.state).toBe('MISS')
    expect(renewed.body).not.toBe(body)
  })

  it('are those of functions that failed, too, where the handler made do without them', async () => {
    let isDown = true
    const load = cached(async () => {
      cacheTag('flaky')
      if (isDown) throw new Error('down')
      return 'up'
    }).call
    const ask = mount(() =>
      cached(async () => load())
        .call()
        .catch(() => 'fallback'),
    )
    expect(await ask()).toMatchObject({ state: 'MISS', body: 'fallback' })
    isDown = false
    expect(await ask()).toMatchObject({ state: 'HIT', body: 'fallback' })
    await routes.cache.revalidateTag('flaky')
    expect(await ask()).toMatchObject({ state: 'MISS', body: 'up' })
  })

  it('§8.4: a soft invalidation is not hidden by an answer that holds the old value', async () => {
    const load = counter(() => cacheTag('soft'))
    const ask = mount(async () => load())
    await ask()
    await routes.cache.revalidateTag('soft', 'max')
    expect(await ask()).toMatchObject({ state: 'STALE', body: 1 })
    await poll(async () => (await ask()).state === 'HIT')
    expect(await ask()).toMatchObject({ state: 'HIT', body: 2 })
  })
})

async function poll(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setImmediate(resolve))
}

import { AsyncLocalStorage } from 'node:async_hooks'
import { installUseCache } from '../../../src/cache/install'
import { cacheLife, cacheTag } from '../../../src/next/cache'
import { runInScope } from '../../../src/next/scope'
import { state } from '../../../src/state'
import { scopeOf } from '../next/scope-of'
import { cached, freshRuntime, gate, metaOf } from './cached'

beforeEach(() => void freshRuntime())

describe('a cached function', () => {
  it('runs once for equal arguments, and again for others', async () => {
    const { call, body } = cached(async (query: { page: number }) => ({ found: query.page }))
    expect(await call({ page: 1 })).toEqual({ found: 1 })
    expect(await call({ page: 1 })).toEqual({ found: 1 })
    expect(await call({ page: 2 })).toEqual({ found: 2 })
    expect(body).toHaveBeenCalledTimes(2)
  })

  it('UC-3: keeps name and length as an expression', () => {
    const wrapped = state.useCache!.wrap(
      metaOf({ name: 'find' }),
      () => [],
      async (_: unknown) => 1,
    )
    expect([wrapped.name, wrapped.length]).toEqual(['find', 1])
  })

  it('UC-3: is called through as a declaration', async () => {
    const meta = metaOf()
    const body = jest.fn(async (by: number) => by + 1)
    const load = (...args: unknown[]) => state.useCache!.call(meta, () => [], args, body)
    expect([await load(1), await load(1), await load(2)]).toEqual([2, 2, 3])
    expect(body).toHaveBeenCalledTimes(2)
  })

  it('surplus arguments are cut before key and call', async () => {
    const { call, body } = cached(async (...args: unknown[]) => args, { parameters: 1 })
    expect(await call('a', () => {})).toEqual(['a'])
    expect(await call('a', 2)).toEqual(['a'])
    expect(body).toHaveBeenCalledTimes(1)
  })

  it('a function among the arguments is refused by its place', async () => {
    const { call, body } = cached(async (_items: unknown, _by: unknown) => 1)
    await expect(call([], (a: unknown) => a)).rejects.toThrow(
      new TypeError(
        'Argument 2 of the "use cache" function load() (lib/db.ts) is a function, which cannot be part of a cache key. Pass primitives, plain objects, arrays, Date, Map, Set, RegExp, URL, and typed arrays.',
      ),
    )
    expect(body).not.toHaveBeenCalled()
  })

  it('UC-9: captured variables count as they are at the call', async () => {
    let tenant = 'a'
    const body = jest.fn(async () => tenant)
    const call = state.useCache!.wrap(metaOf(), () => [tenant], body)
    expect([await call(), await call()]).toEqual(['a', 'a'])
    tenant = 'b'
    expect(await call()).toBe('b')
    expect(body).toHaveBeenCalledTimes(2)
  })

  it('§15.2: gives each caller a value of its own, the first as well', async () => {
    const kept = { items: [1] }
    const { call } = cached(async () => kept)
    const first = await call()
    first.items.push(2)
    expect(await call()).toEqual({ items: [1] })
    expect(kept).toEqual({ items: [1] })
  })

  it('is not disturbed by a caller that goes on changing its arguments', async () => {
    const { open, passed } = gate()
    const { call } = cached(async (query: { page: number }) => {
      await passed
      return query.page
    })
    const query = { page: 1 }
    const result = call(query)
    query.page = 2
    open()
    expect(await result).toBe(1)
    expect(await call({ page: 1 })).toBe(1)
  })

  it('runs with what its key says of a getter that answers something else each time', async () => {
    let answer = 0
    const { call } = cached(async (query: { page: number }) => query.page)
    const answers = [
      await call({
        get page() {
          return ++answer
        },
      }),
      await call({ page: 2 }),
    ]
    expect(answers).toEqual([1, 2])
  })

  it('UC-9: stores nothing if what it captured changed while it ran', async () => {
    let captured = 'a'
    const { open, passed } = gate()
    const call = state.useCache!.wrap(
      metaOf(),
      () => [captured],
      async () => {
        await passed
        return captured
      },
    )
    const early = call()
    captured = 'b'
    open()
    expect(await early).toBe('b')
    captured = 'a'
    expect(await call()).toBe('a')
  })

  it('§15.2: failures are not stored', async () => {
    let attempts = 0
    const { call } = cached(async () => {
      attempts += 1
      if (attempts === 1) throw new Error('down')
      return attempts
    })
    await expect(call()).rejects.toThrow('down')
    expect(await call()).toBe(2)
  })

  it('§15.2: a Response is a failure', async () => {
    const { call, body } = cached(async () => new Response())
    await expect(call()).rejects.toThrow('Only plain objects, and a few built-ins, can be passed')
    await expect(call()).rejects.toThrow(TypeError)
    expect(body).toHaveBeenCalledTimes(2)
  })

  it.each(['default', 'remote'])('of kind %s is stored', async kind => {
    const { call, body } = cached(async () => 1, { kind })
    await call()
    await call()
    expect(body).toHaveBeenCalledTimes(1)
  })

  it('6.3: of an unknown kind fails at its call, and says what to write', async () => {
    const { call } = cached(async () => 1, { kind: 'redis' })
    await expect(call()).rejects.toMatchObject({
      code: 'RH_USE_CACHE',
      message:
        'Unknown cache kind "redis" in load() (lib/db.ts). Kinds of your own need a store each, given by the option `cache.handlers`. Otherwise write "use cache" or "use cache: remote".',
    })
  })

  it('decision 10: no async context exists before the first call', async () => {
    const before = state.cachedRuns
    state.cachedRuns = undefined
    freshRuntime()
    expect(state.cachedRuns).toBeUndefined()
    await cached(async () => 1).call()
    expect(state.cachedRuns).toBeInstanceOf(AsyncLocalStorage)
    state.cachedRuns = before ?? state.cachedRuns
  })

  it('§8.6: does not see the async context of the caller that happens to be first', async () => {
    const user = new AsyncLocalStorage<string>()
    const { call } = cached(async () => user.getStore())
    expect(await user.run('alice', () => call())).toBeUndefined()
  })

  it('the first copy of the package installs the runtime', () => {
    const first = state.useCache
    installUseCache()
    expect(state.useCache).toBe(first)
  })
})

describe("'use cache: private'", () => {
  let emit: jest.SpyInstance
  beforeEach(() => {
    state.warned.clear()
    emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
  })
  afterEach(() => emit.mockRestore())

  it('runs at each call, and says so once', async () => {
    const { call, body } = cached(
      async () => {
        cacheLife('minutes')
        cacheTag('mine')
        return 1
      },
      { kind: 'private' },
    )
    expect([await call(), await call()]).toEqual([1, 1])
    expect(body).toHaveBeenCalledTimes(2)
    expect(emit).toHaveBeenCalledTimes(1)
    expect(emit.mock.calls[0]).toEqual([
      expect.stringContaining('load() (lib/db.ts)'),
      expect.objectContaining({ code: 'RH_CACHE_PRIVATE' }),
    ])
  })

  it('cannot be part of a value that is everybody’s', async () => {
    const inner = cached(async () => 1, { kind: 'private' })
    const outer = cached(async () => inner.call())
    await expect(outer.call()).rejects.toMatchObject({
      code: 'RH_USE_CACHE',
      message: expect.stringMatching(
        /^`"use cache: private"` can't be nested inside `"use cache"` because a shared.*\n.*\n\n {2}load\(\) \(lib\/db.ts\)$/,
      ),
    })
  })

  it('may call private and shared functions', async () => {
    const shared = cached(async () => 1)
    const inner = cached(async () => shared.call(), { kind: 'private' })
    const outer = cached(async () => inner.call(), { kind: 'private' })
    expect([await outer.call(), await outer.call()]).toEqual([1, 1])
    expect(shared.body).toHaveBeenCalledTimes(1)
  })
})

describe('draft mode', () => {
  const inDraft = <T>(run: () => T): T => {
    require('../../../src/next/headers')
    return runInScope(scopeOf('__prerender_bypass=draft-id'), run)
  }

  it('§15.2: reads past the cache and leaves no trace in it', async () => {
    let version = 0
    const { call } = cached(async () => {
      cacheTag('posts')
      version += 1
      return version
    })
    expect(await call()).toBe(1)
    expect([await inDraft(call), await inDraft(call)]).toEqual([2, 3])
    expect(await call()).toBe(1)
  })

  it('can be asked for inside, and is off in what is stored', async () => {
    const { draftMode } = await import('../../../src/next/headers')
    const { call } = cached(async () => (await draftMode()).isEnabled)
    expect(await runInScope(scopeOf(), () => call())).toBe(false)
    expect(await inDraft(call)).toBe(true)
  })
})

/** `unstable_cache()` (caching §14). */
import type { Cache } from '../../../../src/cache/mount/cache'
import { MountedCache } from '../../../../src/cache/mount/handlers-cache'
import type { CacheOptions } from '../../../../src/cache/options'
import type { RequestCache } from '../../../../src/cache/request-cache'
import { MemoryTags } from '../../../../src/cache/tags/memory-tags'
import { host } from '../../../../src/host'
import {
  cacheLife,
  cacheTag,
  revalidatePath,
  revalidateTag,
  unstable_cache,
} from '../../../../src/next/cache'
import { connection } from '../../../../src/next/connection'
import { cookies, draftMode, headers } from '../../../../src/next/headers'
import { type Compat, runInScope } from '../../../../src/next/scope'
import { settleRevalidation } from '../../../../src/next/settle-revalidation'
import { state } from '../../../../src/state'
import { cacheOf, cachingOf, gate } from '../../next/caching-of'
import { scopeOf } from '../../next/scope-of'
import { cached, freshRuntime } from '../cached'

let cache: Cache
let now: number
let emit: jest.SpyInstance

const clocked: CacheOptions['tier'] = {
  open: () => ({ tags: new MemoryTags(undefined, () => now), entries: undefined }),
}

beforeEach(() => {
  now = 1_700_000_000_000
  cache = freshRuntime({ tier: clocked })
  state.warned.clear()
  emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
})
afterEach(() => emit.mockRestore())

const warnings = (): string[] => emit.mock.calls.map(([message]) => String(message))

/** A request whose route uses the cache. */
function inRequest<T>(run: () => T, changes: Partial<RequestCache> = {}): T {
  const caching = cachingOf({ cache, ...changes })
  const { compat } = caching
  const isDraft = caching.isDraft ? { request: { headers: draftHeaders } } : {}
  return runInScope(scopeOf('', { compat, caching: () => caching, ...isDraft }), run)
}
const draftHeaders = new Headers({ cookie: '__prerender_bypass=draft-id' })

/** An answer in the making, and what it was told. */
function generation() {
  const life = { revalidate: Number.POSITIVE_INFINITY, expire: Number.POSITIVE_INFINITY }
  const tags = new Set<string>()
  return {
    tags,
    life,
    touch: () => {},
    absorb(origin: { tags: readonly string[]; life: typeof life }) {
      for (const tag of origin.tags) tags.add(tag)
      life.revalidate = Math.min(life.revalidate, origin.life.revalidate)
      life.expire = Math.min(life.expire, origin.life.expire)
    },
  }
}
const asGeneration = (made: ReturnType<typeof generation>) => made as never

/** A stored function whose value is the number of its runs. */
function counter(options?: Parameters<typeof unstable_cache>[2]) {
  let runs = 0
  const call = unstable_cache(async (..._args: unknown[]) => ++runs, ['counter'], options)
  return Object.assign(call, { runs: () => runs })
}

describe('unstable_cache()', () => {
  it('§14: a miss gives the value, a hit what JSON makes of it', async () => {
    const value = { at: new Date(0), none: undefined, list: [1, 'a', null] }
    const load = unstable_cache(async () => value, ['values'])
    expect(await inRequest(load)).toBe(value)
    expect(await inRequest(load)).toEqual({ at: '1970-01-01T00:00:00.000Z', list: [1, 'a', null] })
  })

  it.each([undefined, null, '', 0, false])('stores %p', async value => {
    const run = jest.fn(async () => value)
    const load = unstable_cache(run, [`v ${value}`])
    expect([await inRequest(load), await inRequest(load)]).toEqual([value, value])
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('runs once for all who wait, and each gets a value of his own', async () => {
    const { open, passed } = gate()
    const run = jest.fn(async () => {
      await passed
      return { list: [1] }
    })
    const load = unstable_cache(run, ['slow'])
    const values = Promise.all(Array.from({ length: 50 }, () => inRequest(load)))
    open()
    expect(new Set(await values).size).toBe(50)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('stores no error', async () => {
    const run = jest.fn(async () => {
      throw new Error('origin down')
    })
    const load = unstable_cache(run, ['fails'])
    await expect(inRequest(load)).rejects.toThrow('origin down')
    await expect(inRequest(load)).rejects.toThrow('origin down')
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('gives the function copies of what it was called with', async () => {
    const given = { ids: [1] }
    const load = unstable_cache(async (from: typeof given) => from.ids.push(2), ['mutates'])
    await inRequest(() => load(given))
    expect(given).toEqual({ ids: [1] })
  })
})

describe('keys', () => {
  const calls: unknown[][] = [
    [undefined],
    [null],
    [],
    [1],
    ['1'],
    [1n],
    [-0],
    [0],
    [Number.NaN],
    [new Date(0)],
    ['1970-01-01T00:00:00.000Z'],
    [['a', 'b']],
    [['a,b']],
    ['a', 'b'],
    ['a,b'],
  ]

  it('H27 ambiguous function keys: arguments that differ in anything have values of their own', async () => {
    const load = counter()
    for (const args of calls) await inRequest(() => load(...args))
    expect(load.runs()).toBe(calls.length)
    for (const args of calls) await inRequest(() => load(...args))
    expect(load.runs()).toBe(calls.length)
  })

  it('H27 ambiguous function keys: the order of members does not count (040)', async () => {
    const load = counter()
    await inRequest(() => load({ a: 1, b: 2 }))
    await inRequest(() => load({ b: 2, a: 1 }))
    expect(load.runs()).toBe(1)
  })

  it('H27 ambiguous function keys: key parts are not joined', async () => {
    let runs = 0
    const fn = async () => ++runs
    for (const parts of [['a,b'], ['a', 'b'], ['a', '', 'b'], []]) {
      await inRequest(unstable_cache(fn, parts))
    }
    expect(runs).toBe(4)
  })

  it('functions of one text and the same parts share their values', async () => {
    const make = (value: number) => unstable_cache(async () => value, ['same'])
    expect([await inRequest(make(1)), await inRequest(make(2))]).toEqual([1, 1])
  })

  it('§5: what has no value of its own is refused', async () => {
    const load = counter()
    await expect(inRequest(() => load(() => {}))).rejects.toThrow(
      /^Argument 1 of the unstable_cache/,
    )
  })
})

describe('how long', () => {
  it('§14: past its time it is served once more while it is renewed', async () => {
    const load = counter({ revalidate: 10 })
    await inRequest(load)
    now += 9_999
    expect(await inRequest(load)).toBe(1)
    now += 1
    expect(await inRequest(load)).toBe(1)
    await cache.engine.idle()
    expect(await inRequest(load)).toBe(2)
  })

  it.each([
    ['is told nothing', {}, 31_536_000, 2],
    ['says false', { revalidate: false as const }, 31_536_000, 1],
    ['says Infinity', { revalidate: Number.POSITIVE_INFINITY }, 31_536_000, 1],
  ])('a function that %s', async (_, options, seconds, runs) => {
    const load = counter(options)
    await inRequest(load)
    now += seconds * 1000
    await inRequest(load)
    await cache.engine.idle()
    expect(load.runs()).toBe(runs)
  })

  it('by tag: hard, and soft', async () => {
    const load = counter({ tags: ['ü'] })
    await inRequest(load)
    await cache.invalidate(['%C3%BC'])
    expect(await inRequest(load)).toBe(2)
    await cache.invalidate(['%C3%BC'], 60)
    expect(await inRequest(load)).toBe(2)
    await cache.engine.idle()
    expect(await inRequest(load)).toBe(3)
  })

  it('by the path that used it', async () => {
    const load = counter()
    const implicitTags = ['_N_T_/layout', '_N_T_/blog']
    await inRequest(load, { implicitTags })
    await cache.invalidate(['_N_T_/blog'])
    expect(await inRequest(load, { implicitTags: ['_N_T_/other'] })).toBe(1)
    expect(await inRequest(load, { implicitTags })).toBe(2)
  })
})

describe('reading one’s own writes', () => {
  it('§12.1: the same request reads what is new, and that only once', async () => {
    const load = counter({ tags: ['t'] })
    await inRequest(load)
    await inRequest(async () => {
      expect(await load()).toBe(1)
      now += 1
      revalidateTag('t', 'max')
      now += 1
      expect(await load()).toBe(2)
      expect(await load()).toBe(2)
      // Others go on reading what is there.
      expect(await inRequest(load)).toBe(2)
    })
  })

  it('§12.1: of two calls between which it reads, the second counts', async () => {
    const load = counter({ tags: ['t'] })
    await inRequest(async () => {
      for (const expected of [1, 2, 3]) {
        expect(await load()).toBe(expected)
        now += 1
        revalidateTag('t', 'max')
        now += 1
      }
    })
  })

  it('§12.1: what another request is making already is not new', async () => {
    const { open, passed } = gate()
    let runs = 0
    const load = unstable_cache(
      async () => {
        runs += 1
        const run = runs
        if (run === 1) await passed
        return run
      },
      ['slow'],
      { tags: ['t'] },
    )
    const first = inRequest(load)
    now += 1
    const second = inRequest(() => {
      revalidateTag('t', 'max')
      now += 1
      return load()
    })
    open()
    expect(await first).toBe(1)
    expect(await second).toBe(2)
  })

  it('§12.1: revalidatePath() counts for what the path uses', async () => {
    const load = counter()
    await inRequest(
      async () => {
        expect(await load()).toBe(1)
        now += 1
        revalidatePath('/blog')
        now += 1
        expect(await load()).toBe(2)
      },
      { implicitTags: ['_N_T_/blog'] },
    )
  })

  it('§12.1: what was read before the write that followed is new for others too', async () => {
    const load = counter({ tags: ['t'] })
    const caching = cachingOf({ cache })
    const scope = scopeOf('', { caching: () => caching })
    await runInScope(scope, async () => {
      revalidateTag('t')
      now += 1
      await load()
    })
    settleRevalidation(scope)
    expect(await inRequest(load)).toBe(2)
  })
})

describe('inside an answer that will be stored', () => {
  it('tags and what was said of time pass on, on hits too', async () => {
    const load = counter({ tags: ['t'], revalidate: 60 })
    for (const made of [generation(), generation()]) {
      await inRequest(load, { generation: asGeneration(made) })
      expect([[...made.tags], made.life.revalidate]).toEqual([['t'], 60])
    }
  })

  it('what nobody has said does not', async () => {
    const load = counter()
    for (const made of [generation(), generation()]) {
      await inRequest(load, { generation: asGeneration(made) })
      expect(made.life.revalidate).toBe(Number.POSITIVE_INFINITY)
    }
  })

  it('what a cached function says inside does', async () => {
    const inner = cached(async () => {
      cacheLife({ revalidate: 30, expire: 300 })
      cacheTag('inner')
      return 1
    })
    const load = unstable_cache(async () => inner.call(), ['outer'], { tags: ['outer'] })
    for (const made of [generation(), generation()]) {
      await inRequest(load, { generation: asGeneration(made) })
      expect([[...made.tags].sort(), made.life]).toEqual([
        ['inner', 'outer'],
        { revalidate: 30, expire: 300 },
      ])
    }
  })

  it('§8.4: what is stale is renewed first', async () => {
    const load = counter({ revalidate: 10 })
    await inRequest(load)
    now += 10_000
    expect(await inRequest(load, { generation: asGeneration(generation()) })).toBe(2)
  })

  it('§8.4: where that fails the old value does, for three seconds', async () => {
    let runs = 0
    const load = unstable_cache(
      async () => {
        if (++runs > 1) throw new Error('origin down')
        return runs
      },
      ['fails later'],
      { revalidate: 10 },
    )
    await inRequest(load)
    now += 10_000
    const made = generation()
    expect(await inRequest(load, { generation: asGeneration(made) })).toBe(1)
    expect(made.life.revalidate).toBe(3)
  })
})

describe('what is not stored', () => {
  it('§14: a nested one is part of the outer one', async () => {
    const inner = counter({ tags: ['inner'] })
    const outer = unstable_cache(async () => inner(), ['outer'], { tags: ['outer'] })
    await inRequest(outer)
    await inRequest(inner)
    expect(inner.runs()).toBe(2)
    await cache.invalidate(['inner'])
    await inRequest(outer)
    expect(inner.runs()).toBe(3)
  })

  it.each<[string, Partial<RequestCache>]>([
    ['in draft mode', { isDraft: true }],
    ['under fetchCache = "force-no-store"', { config: { fetchCache: 'force-no-store' } }],
  ])('§14: %s nothing is read and nothing kept', async (_, changes) => {
    const load = counter()
    await inRequest(load, changes)
    expect(await inRequest(load)).toBe(2)
    expect(await inRequest(load, changes)).toBe(3)
  })

  it('where the cache is off, functions are called each time', async () => {
    const load = counter()
    expect(await runInScope(scopeOf(), load)).toBe(1)
    expect(await runInScope(scopeOf(), load)).toBe(2)
  })

  it.each<[string, () => unknown]>([
    ['JSON cannot say', () => 1n],
    ['is too large', () => 'x'.repeat(9 * 1024 * 1024)],
  ])('a value that %s is given to each who asks', async (_, made) => {
    const run = jest.fn(async () => made())
    const load = unstable_cache(run, ['odd'])
    const [first, second] = await Promise.all([inRequest(load), inRequest(load)])
    expect([first, second]).toEqual([made(), made()])
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('a function that calls itself with its own arguments does not wait for itself', async () => {
    let depth = 0
    const load: () => Promise<unknown> = unstable_cache(async () => {
      depth += 1
      return depth < 3 ? viaCached.call() : 'end'
    }, ['circular'])
    const viaCached = cached(async () => load())
    expect(await inRequest(load)).toBe('end')
  })
})

describe('in development', () => {
  it('§3.5: runs again when a file was edited: its text does not tell what it uses', async () => {
    const load = counter()
    await inRequest(load)
    state.edits += 1
    expect([await inRequest(load), await inRequest(load)]).toEqual([2, 2])
    state.edits = 0
  })

  it('§14: says that JSON changes a value', async () => {
    const load = unstable_cache(async () => ({ at: new Date() }), ['dated'])
    await inRequest(load, { dev: true })
    expect(warnings()[0]).toContain('is stored as JSON, which changes it')
  })

  it('says nothing of one that it does not change', async () => {
    await inRequest(counter(), { dev: true })
    expect(warnings()).toEqual([])
  })
})

describe('inside', () => {
  const DOCS = 'https://nextjs.org/docs/app/api-reference/functions/unstable_cache'
  const refusals: [string, () => unknown, string, string][] = [
    [
      'cookies()',
      cookies,
      `Route "/users/[id]": \`cookies()\` can't be read inside \`unstable_cache()\`. Read it outside the cached function and pass what you need as an argument.\nLearn more: ${DOCS}`,
      `Route /users/[id] used "cookies" inside a function cached with "unstable_cache(...)". Accessing Dynamic data sources inside a cache scope is not supported. If you need this data inside a cached function use "cookies" outside of the cached function and pass the required dynamic data in as an argument. See more info here: ${DOCS}`,
    ],
    [
      'headers()',
      headers,
      "`headers()` can't be read inside `unstable_cache()`.",
      'used "headers" inside a function cached with "unstable_cache(...)".',
    ],
    ['host()', host, "`host()` can't be read inside `unstable_cache()`.", 'used "host()" inside'],
    [
      'connection()',
      connection,
      "`connection()` can't be called inside `unstable_cache()` because cached functions may run during prerendering",
      'The `connection()` function is used to indicate the subsequent code must only run when there is an actual Request',
    ],
    [
      'draftMode().enable()',
      async () => (await draftMode()).enable(),
      "`draftMode().enable()` can't be called inside `unstable_cache()`. Draft mode can be read",
      'The enabled status of draftMode can be read in caches',
    ],
    [
      'revalidateTag()',
      () => revalidateTag('t', 'max'),
      '`revalidateTag("t")` can\'t be called inside a cached function.',
      'used "revalidateTag t" inside a function cached with "unstable_cache(...)" which is unsupported.',
    ],
    [
      'cacheLife()',
      () => cacheLife('hours'),
      '`cacheLife()` can only be called inside a `"use cache"`',
      '`cacheLife()` can only be called inside a "use cache" function.',
    ],
    [
      'cacheTag()',
      () => cacheTag('t'),
      '`cacheTag()` can only be called inside a `"use cache"`',
      '`cacheTag()` can only be called inside a "use cache" function.',
    ],
  ]

  it.each(refusals)('§14: %s is refused', async (name, call, text, text15) => {
    const load = unstable_cache(async () => call(), [name])
    const rejects = async (compat: Compat, message: string) =>
      expect(inRequest(load, { compat })).rejects.toMatchObject({
        code: 'RH_NOT_SUPPORTED',
        message: expect.stringContaining(message),
      })
    await rejects(16, text)
    await rejects(15, text15)
  })

  it('is refused as well where nothing is stored', async () => {
    const load = unstable_cache(async () => cookies(), ['draft'])
    await expect(inRequest(load, { isDraft: true })).rejects.toThrow(
      "`cookies()` can't be read inside",
    )
  })
})

describe('outside of requests', () => {
  it('§14: uses the only cache of the process', async () => {
    const load = counter()
    expect([await load(), await load(), await inRequest(load)]).toEqual([1, 1, 1])
  })

  it('§14: of several, the one that was entered', async () => {
    const other = cacheOf()
    ;(state.caches as Set<unknown>).add(other)
    const load = counter()
    await expect(load()).rejects.toMatchObject({
      code: 'RH_OUTSIDE_REQUEST',
      message: expect.stringMatching(
        /^Invariant: incrementalCache missing in unstable_cache async/,
      ),
    })
    const { run } = new MountedCache({ cache: other } as never)
    expect([await run(load), await run(load)]).toEqual([1, 1])
    expect(await inRequest(load)).toBe(2)
  })
})

describe('bad input', () => {
  const fn = async () => 1
  it.each<[string, () => unknown, string]>([
    [
      'revalidate: 0',
      () => unstable_cache(fn, [], { revalidate: 0 }),
      'Invariant revalidate: 0 can not be passed to unstable_cache(), must be "false" or "> 0" async',
    ],
    [
      'a text as time',
      () => unstable_cache(fn, [], { revalidate: '60' as never }),
      'Invalid revalidate value "60" on "unstable_cache fn", must be a non-negative number or false',
    ],
    [
      'a negative time',
      () => unstable_cache(fn, [], { revalidate: -1 }),
      'Invalid revalidate value "-1"',
    ],
    [
      'no time',
      () => unstable_cache(fn, [], { revalidate: Number.NaN }),
      'Invalid revalidate value',
    ],
    [
      'no function',
      () => unstable_cache(1 as never),
      'unstable_cache takes a function, got number',
    ],
    [
      'key parts that are none',
      () => unstable_cache(fn, 'a' as never),
      'must be an array, got string',
    ],
    [
      'tags that are none',
      () => unstable_cache(fn, [], { tags: 'a' as never }),
      'The tags of unstable_cache must be an array',
    ],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_ARGUMENT',
        message: expect.stringContaining(message),
      }),
    )
  })

  it('129 tags: Next.js’s warning, and each of them counts', async () => {
    const tags = Array.from({ length: 129 }, (_, at) => `t${at}`)
    const load = counter({ tags })
    expect(warnings()[0]).toContain('Warning: exceeded max tag count for unstable_cache')
    await inRequest(load)
    await cache.invalidate(['t128'])
    expect(await inRequest(load)).toBe(2)
  })

  it('more than 1,024 tags: not stored', async () => {
    const load = counter({ tags: Array.from({ length: 1025 }, (_, at) => `t${at}`) })
    expect([await inRequest(load), await inRequest(load)]).toEqual([1, 2])
  })

  it('a tag of 300 characters: ignored, with Next.js’s warning', () => {
    counter({ tags: ['x'.repeat(300)] })
    expect(warnings()[0]).toContain('exceeded max length of 256')
  })
})

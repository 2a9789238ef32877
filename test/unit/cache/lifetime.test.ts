import { readLife } from '../../../src/cache/cache-life'
import { STORED_LIMIT } from '../../../src/cache/tags'
import { ValueStore } from '../../../src/cache/value-store'
import { type CacheLife, cacheLife, cacheTag } from '../../../src/next/cache'
import { state } from '../../../src/state'
import { cached, freshRuntime } from './cached'

beforeEach(() => {
  jest.useFakeTimers()
  // To lru-cache 0 is no time at all.
  wait(1)
  freshRuntime()
})
afterEach(() => jest.useRealTimers())

const wait = (seconds: number) => jest.advanceTimersByTime(seconds * 1000)

/** A cached function whose value is the number of its runs. */
function counter(setUp: () => unknown = () => {}, meta = {}) {
  let runs = 0
  return cached(async () => {
    runs += 1
    await setUp()
    return runs
  }, meta)
}

/** After how many seconds, of those tried, a value is computed anew. */
async function lastsFor(setUp: () => unknown): Promise<number | undefined> {
  for (const seconds of [1, 10, 60, 900, 3600, 86_400]) {
    freshRuntime()
    const { call } = counter(setUp)
    await call()
    wait(seconds - 0.001)
    const isKept = (await call()) === 1
    wait(0.002)
    if (isKept && (await call()) === 2) return seconds
  }
  return undefined
}

describe('cacheLife()', () => {
  it.each<[string, () => unknown, number]>([
    ['without a call', () => {}, 900],
    ['seconds', () => cacheLife('seconds'), 1],
    ['minutes', () => cacheLife('minutes'), 60],
    ['hours', () => cacheLife('hours'), 3600],
    ['days', () => cacheLife('days'), 86_400],
    ['{ revalidate: 10 }', () => cacheLife({ revalidate: 10 }), 10],
    ['{ expire: 60 }, which is less than the default', () => cacheLife({ expire: 60 }), 60],
    ['{ revalidate: 3600 }, which is more', () => cacheLife({ revalidate: 3600 }), 3600],
    ['{ stale: 10 }, which is for browsers', () => cacheLife({ stale: 10 }), 900],
  ])('§15.3: %s: a value is kept for its revalidate time', async (_, setUp, seconds) => {
    expect(await lastsFor(setUp)).toBe(seconds)
  })

  it('§15.3: the lowest of several explicit times wins', async () => {
    const lives: CacheLife[] = [{ revalidate: 60 }, { revalidate: 10 }, { revalidate: 3600 }]
    expect(await lastsFor(() => lives.map(each => cacheLife(each)))).toBe(10)
  })

  it('time runs from the start of the run', async () => {
    const { call, body } = cached(async () => {
      cacheLife({ revalidate: 10 })
      wait(6)
    })
    await call()
    wait(5)
    await call()
    expect(body).toHaveBeenCalledTimes(2)
  })

  it.each<[string, CacheLife]>([
    ['{ revalidate: 0 }', { revalidate: 0 }],
    ['{ expire: 0 }', { expire: 0 }],
  ])('%s stores nothing', async (_, life) => {
    const { call } = counter(() => cacheLife(life))
    expect([await call(), await call()]).toEqual([1, 2])
  })

  it('Infinity keeps a value until it is invalidated', async () => {
    const { call } = counter(() => cacheLife({ revalidate: Number.POSITIVE_INFINITY }))
    await call()
    wait(10 * 365 * 86_400)
    expect(await call()).toBe(1)
  })

  it.each<[unknown, string]>([
    [
      'nope',
      'Unknown `cacheLife()` profile "nope" is not configured in next.config.js\nmodule.exports = {\n  cacheLife: {\n    "nope": ...\n  }\n}',
    ],
    [
      ' hours',
      'Unknown `cacheLife()` profile " hours" is not configured in next.config.js\nDid you mean "hours" without the spaces?',
    ],
    ['constructor', 'Unknown `cacheLife()` profile "constructor" is not configured'],
    [undefined, 'Invalid `cacheLife()` option. Either pass a profile name or object.'],
    [null, 'Invalid `cacheLife()` option. Either pass a profile name or object.'],
    [[], 'Invalid `cacheLife()` option. Either pass a profile name or object.'],
    [60, 'Invalid `cacheLife()` option. Either pass a profile name or object.'],
    [
      { revalidate: false },
      'Pass `Infinity` instead of `false` if you do not want to revalidate by time.',
    ],
    [
      { stale: false },
      'if you want to cache on the client forever without checking with the server.',
    ],
    [
      { expire: false },
      'if you want to cache on the server forever without checking with the origin.',
    ],
    [{ revalidate: '60' }, 'The revalidate option must be a number of seconds.'],
    [
      { expire: Number.NaN },
      'Invalid `cacheLife()` option "expire" provided, expected a finite number of seconds or Infinity, received NaN.',
    ],
    [
      { revalidate: 60, expire: 30 },
      'If providing both the revalidate and expire options, the expire option must be greater than the revalidate option.',
    ],
  ])('§15.3: %j is refused in the words of Next.js', async (profile, message) => {
    const { call } = counter(() => cacheLife(profile as string))
    await expect(call()).rejects.toMatchObject({
      code: 'RH_INVALID_ARGUMENT',
      message: expect.stringContaining(message),
    })
  })

  it.each([
    [16, 31_536_000],
    [15, Number.POSITIVE_INFINITY],
  ])('§15.3: under compat %d max expires after %d seconds', (compat, expire) => {
    expect(readLife('max', compat)).toEqual({ stale: 300, revalidate: 2_592_000, expire })
  })
})

describe('nesting', () => {
  it('§15.2: a short inner time is that of the outer function too', async () => {
    const inner = counter(() => cacheLife('seconds'))
    expect(await lastsFor(() => inner.call())).toBe(1)
  })

  it('§15.3: a long inner time leaves the outer one at the default', async () => {
    const inner = counter(() => cacheLife('days'))
    expect(await lastsFor(() => inner.call())).toBe(900)
  })

  it('§15.3: an explicit outer time wins over a shorter inner one', async () => {
    const inner = counter(() => cacheLife('seconds'))
    const setUp = async () => {
      cacheLife('hours')
      await inner.call()
    }
    const outer = counter(setUp)
    await outer.call()
    // Of the three times only `revalidate` and `expire` of "hours" count.
    wait(3599)
    expect(await outer.call()).toBe(1)
  })

  it('§15.2: passes through any number of functions, stored ones as well', async () => {
    const inner = counter(() => cacheLife({ revalidate: 10 }))
    const middle = counter(() => inner.call())
    await middle.call()
    const outer = counter(() => middle.call())
    await outer.call()
    wait(11)
    expect(await outer.call()).toBe(2)
  })
})

describe('tags', () => {
  const expire = (...tags: string[]) => state.useCache!.expire(tags)

  it('drop the values that have them, and no others', async () => {
    const posts = counter(() => cacheTag('posts', 'all'))
    const users = counter(() => cacheTag('users'))
    await posts.call()
    await users.call()
    expire('all', 'unknown')
    expect([await posts.call(), await users.call()]).toEqual([2, 1])
  })

  it('§15.2: of inner functions are those of the outer ones', async () => {
    const inner = counter(() => cacheTag('inner'))
    const middle = counter(() => inner.call())
    const outer = counter(() => middle.call())
    await inner.call()
    await outer.call()
    expire('inner')
    expect(await outer.call()).toBe(2)
    expect(inner.body).toHaveBeenCalledTimes(2)
  })

  it('§7.1: are the same encoded and not, and may contain commas', async () => {
    const { call } = counter(() => cacheTag('größe,1'))
    await call()
    expire('gr%C3%B6%C3%9Fe')
    expect(await call()).toBe(1)
    expire('gr%C3%B6%C3%9Fe,1')
    expect(await call()).toBe(2)
    expire('größe,1')
    expect(await call()).toBe(3)
  })

  describe('at their limits', () => {
    let emit: jest.SpyInstance
    beforeEach(() => {
      state.warned.clear()
      emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    })
    afterEach(() => emit.mockRestore())

    const many = (count: number) => Array.from({ length: count }, (_, index) => `tag-${index}`)

    it('§7.1: longer than 256 characters or no strings they are ignored with a warning', async () => {
      const { call } = counter(() => cacheTag('x'.repeat(257), 7 as never, 'fine'))
      await call()
      expect(emit.mock.calls[0][0]).toBe(
        `Warning: invalid tags passed to \`cacheTag()\`: \ntag: "${'x'.repeat(257)}" exceeded max length of 256\ntag: "7" invalid type, must be a string`,
      )
      expire('fine')
      expect(await call()).toBe(2)
    })

    it('§7.1: beyond 128 all are kept, with a warning', async () => {
      const { call } = counter(() => cacheTag(...many(129)))
      await call()
      expect(emit.mock.calls[0][0]).toContain('Warning: exceeded max tag count for `cacheTag()`')
      expire('tag-128')
      expect(await call()).toBe(2)
    })

    it('§7.1: beyond 1,024 the value is not stored', async () => {
      const kept = counter(() => cacheTag(...many(STORED_LIMIT)))
      const dropped = counter(() => cacheTag(...many(STORED_LIMIT + 1)))
      expect([await kept.call(), await kept.call()]).toEqual([1, 1])
      expect([await dropped.call(), await dropped.call()]).toEqual([1, 2])
    })
  })
})

describe('hot reload', () => {
  it('RLD-9: drops what functions of the file made, and nothing else', async () => {
    const one = counter(undefined, { file: 'lib/one.ts' })
    const two = counter(undefined, { file: 'lib/two.ts' })
    await one.call()
    await two.call()
    state.useCache!.forget(new Set(['lib/one.ts', 'lib/three.ts']))
    expect([await one.call(), await two.call()]).toEqual([2, 1])
  })
})

describe('the store', () => {
  const origin = { tags: [], life: { stale: 1, revalidate: 60, expire: 60 }, file: 'a.ts' }
  const store = new ValueStore()

  it('does not grow with the number of keys', () => {
    for (let key = 0; key < 25_000; key++) {
      store.set(`key ${key}`, { body: Buffer.from('1'), ...origin }, performance.now())
    }
    expect(store.size).toBe(10_000)
  })

  it('does not grow beyond 64 MiB, whatever the size of the values', () => {
    const body = Buffer.alloc(1024 * 1024)
    for (let key = 0; key < 100; key++)
      store.set(`big ${key}`, { body, ...origin }, performance.now())
    expect(store.size).toBeLessThan(64)
  })

  it('does not keep a value of more than 8 MiB', () => {
    const body = Buffer.alloc(8 * 1024 * 1024)
    store.set('huge', { body, ...origin }, performance.now())
    expect(store.has('huge')).toBe(false)
  })
})

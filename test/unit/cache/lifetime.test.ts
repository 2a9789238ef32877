import { profileOf, readLife } from '../../../src/cache/cache-life'
import { STORED_LIMIT } from '../../../src/cache/tags'
import { taggedCall } from '../../../src/cache/type-tagged'
import { type CacheLife, cacheLife, cacheTag } from '../../../src/next/cache'
import { state } from '../../../src/state'
import { cached, freshRuntime, idle, invalidate, metaOf } from './cached'

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

const TRIED = [1, 10, 60, 300, 900, 3600, 86_400]

/** After how many seconds, of those tried, a value is renewed in the background. */
async function renewedAfter(setUp: () => unknown): Promise<number | undefined> {
  return firstOf(async (call, runs, seconds) => {
    wait(seconds - 0.001)
    await call()
    await idle()
    if (runs() > 1) return false
    wait(0.002)
    const served = await call()
    await idle()
    return served === 1 && runs() === 2 && (await call()) === 2
  }, setUp)
}

/** After how many seconds, of those tried, a call waits for a new value. */
async function expiresAfter(setUp: () => unknown): Promise<number | undefined> {
  return firstOf(async (call, _, seconds) => {
    wait(seconds + 0.001)
    return (await call()) === 2
  }, setUp)
}

type Probe = (call: () => Promise<unknown>, runs: () => number, seconds: number) => Promise<boolean>

async function firstOf(probe: Probe, setUp: () => unknown): Promise<number | undefined> {
  for (const seconds of TRIED) {
    freshRuntime()
    const { call, body } = counter(setUp)
    await call()
    if (await probe(call, () => body.mock.calls.length, seconds)) return seconds
  }
  return undefined
}

describe('cacheLife()', () => {
  it.each<[string, () => unknown, number | undefined, number | undefined]>([
    ['without a call', () => {}, 900, undefined],
    ['seconds', () => cacheLife('seconds'), 1, 60],
    ['minutes', () => cacheLife('minutes'), 60, 3600],
    ['hours', () => cacheLife('hours'), 3600, 86_400],
    ['{ revalidate: 10 }', () => cacheLife({ revalidate: 10 }), 10, undefined],
    ['{ expire: 60 }: less than the default', () => cacheLife({ expire: 60 }), undefined, 60],
    ['{ revalidate: 3600 }: more', () => cacheLife({ revalidate: 3600 }), 3600, undefined],
    ['{ stale: 10 }, which is for browsers', () => cacheLife({ stale: 10 }), 900, undefined],
  ])(
    '§15.3: %s: served while it is renewed, and awaited once expired',
    async (_, setUp, revalidate, expire) => {
      expect([await renewedAfter(setUp), await expiresAfter(setUp)]).toEqual([revalidate, expire])
    },
  )

  it('§15.3: the lowest of several explicit times wins', async () => {
    const lives: CacheLife[] = [{ revalidate: 60 }, { revalidate: 10 }, { revalidate: 3600 }]
    expect(await renewedAfter(() => lives.map(each => cacheLife(each)))).toBe(10)
  })

  it('time runs from the start of the run', async () => {
    const { call, body } = cached(async () => {
      cacheLife({ revalidate: 5, expire: 10 })
      wait(6)
    })
    await call()
    wait(5)
    await call()
    expect(body).toHaveBeenCalledTimes(2)
  })

  it('§15.2: many calls past revalidate make one new run, and none waits for it', async () => {
    const { call, body } = counter(() => cacheLife('minutes'))
    await call()
    wait(61)
    const values = await Promise.all(Array.from({ length: 50 }, () => call()))
    expect(new Set(values)).toEqual(new Set([1]))
    await idle()
    expect(body).toHaveBeenCalledTimes(2)
    expect(await call()).toBe(2)
  })

  it('§15.2: past expire all calls wait for one new run', async () => {
    const { call, body } = counter(() => cacheLife('minutes'))
    await call()
    wait(3601)
    const values = await Promise.all(Array.from({ length: 50 }, () => call()))
    expect(new Set(values)).toEqual(new Set([2]))
    expect(body).toHaveBeenCalledTimes(2)
  })

  it('§8.8: a renewal that fails keeps the old value, and is tried again later', async () => {
    let isDown = false
    let runs = 0
    const { call } = cached(async () => {
      cacheLife({ revalidate: 10 })
      runs += 1
      if (isDown) throw new Error('down')
      return runs
    })
    await call()
    isDown = true
    wait(11)
    expect(await call()).toBe(1)
    await idle()
    expect(await call()).toBe(1)
    await idle()
    expect(runs).toBe(2)
    isDown = false
    wait(11)
    expect(await call()).toBe(1)
    await idle()
    expect(await call()).toBe(3)
  })

  it('a renewal that says revalidate: 0 ends the old value', async () => {
    let revalidate = 10
    const { call } = counter(() => cacheLife({ revalidate }))
    await call()
    revalidate = 0
    wait(11)
    expect(await call()).toBe(1)
    await idle()
    expect([await call(), await call()]).toEqual([3, 4])
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

  it('§15.3: up to 15 the example is that of 15', () => {
    expect(() => readLife('nope', 15)).toThrow(
      'Unknown `cacheLife()` profile "nope" is not configured in next.config.js\nmodule.exports = {\n  experimental: {\n    cacheLife: {\n      "nope": ...\n    }\n  }\n}',
    )
  })

  it.each([
    [16, 31_536_000],
    [15, Number.POSITIVE_INFINITY],
  ])('§15.3: under compat %d max expires after %d seconds', (compat, expire) => {
    expect(readLife('max', compat)).toEqual({ stale: 300, revalidate: 2_592_000, expire })
  })
})

describe('profiles of the application', () => {
  const own = { blog: { revalidate: 10, expire: 20 }, hours: { revalidate: 5 } }

  it('§15.3: are known by name, and hide those of Next.js', async () => {
    const lives = [profileOf('blog', 16, own), profileOf('hours', 16, own)]
    expect(lives).toEqual([{ revalidate: 10, expire: 20 }, { revalidate: 5 }])
    freshRuntime({ cacheLife: own })
    const { call } = counter(() => cacheLife('blog'))
    await call()
    wait(11)
    expect(await call()).toBe(1)
    await idle()
    expect(await call()).toBe(2)
    wait(21)
    expect(await call()).toBe(3)
  })

  it('§15.3: one called default is that of functions that say nothing', async () => {
    freshRuntime({ cacheLife: { default: { revalidate: 10 } } })
    const { call } = counter()
    await call()
    wait(11)
    expect(await call()).toBe(1)
    await idle()
    expect(await call()).toBe(2)
  })

  it('are not those of another cache', async () => {
    freshRuntime()
    const { call } = counter(() => cacheLife('blog'))
    await expect(call()).rejects.toThrow('profile "blog" is not configured')
  })
})

describe('nesting', () => {
  it('§15.2: a short inner time is that of the outer function too', async () => {
    const inner = counter(() => cacheLife('seconds'))
    expect(await renewedAfter(() => inner.call())).toBe(1)
  })

  it('§15.3: a long inner time leaves the outer one at the default', async () => {
    const inner = counter(() => cacheLife('days'))
    expect(await renewedAfter(() => inner.call())).toBe(900)
  })

  it('§15.3: an explicit outer time wins over a shorter inner one', async () => {
    const inner = counter(() => cacheLife('seconds'))
    const setUp = async () => {
      cacheLife('hours')
      await inner.call()
    }
    const outer = counter(setUp)
    await outer.call()
    wait(3599)
    expect(await outer.call()).toBe(1)
    await idle()
    expect(outer.body).toHaveBeenCalledTimes(1)
  })

  it('§15.2: passes through any number of functions, stored ones as well', async () => {
    const inner = counter(() => cacheLife({ revalidate: 10 }))
    const middle = counter(() => inner.call())
    await middle.call()
    const outer = counter(() => middle.call())
    await outer.call()
    wait(11)
    expect(await outer.call()).toBe(1)
    await idle()
    expect(await outer.call()).toBe(2)
  })

  it('§8.4: what is stale is renewed before it becomes part of something new', async () => {
    const inner = counter(() => cacheLife({ revalidate: 10 }))
    const outer = cached(async () => inner.call())
    await inner.call()
    wait(11)
    expect(await outer.call()).toBe(2)
    expect(inner.body).toHaveBeenCalledTimes(2)
  })

  it('§8.4: what could not be renewed makes what holds it short-lived', async () => {
    let isDown = false
    const inner = counter(() => {
      cacheLife({ revalidate: 10 })
      if (isDown) throw new Error('down')
    })
    const outer = cached(async () => inner.call())
    await inner.call()
    isDown = true
    wait(11)
    expect(await outer.call()).toBe(1)
    isDown = false
    wait(4)
    await outer.call()
    await idle()
    expect(outer.body).toHaveBeenCalledTimes(2)
  })
})

describe('tags', () => {
  it('drop the values that have them, and no others', async () => {
    const posts = counter(() => cacheTag('posts', 'all'))
    const users = counter(() => cacheTag('users'))
    await posts.call()
    await users.call()
    invalidate('all', 'unknown')
    expect([await posts.call(), await users.call()]).toEqual([2, 1])
  })

  it('§15.2: of inner functions are those of the outer ones', async () => {
    const inner = counter(() => cacheTag('inner'))
    const middle = counter(() => inner.call())
    const outer = counter(() => middle.call())
    await inner.call()
    await outer.call()
    invalidate('inner')
    expect(await outer.call()).toBe(2)
    expect(inner.body).toHaveBeenCalledTimes(2)
  })

  it('§7.1: are the same encoded and not, and may contain commas', async () => {
    const { call } = counter(() => cacheTag('größe,1'))
    await call()
    invalidate('gr%C3%B6%C3%9Fe')
    expect(await call()).toBe(1)
    invalidate('gr%C3%B6%C3%9Fe,1')
    expect(await call()).toBe(2)
    invalidate('größe,1')
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
      invalidate('fine')
      expect(await call()).toBe(2)
    })

    it('§7.1: beyond 128 all are kept, with a warning', async () => {
      const { call } = counter(() => cacheTag(...many(129)))
      await call()
      expect(emit.mock.calls[0][0]).toContain('Warning: exceeded max tag count for `cacheTag()`')
      invalidate('tag-128')
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
  it('§5: the build id is part of the key', () => {
    const keyOf = (buildId: string) => taggedCall(metaOf({ id: 'one' }), [], [1], [buildId, 0]).key
    expect(keyOf('one')).toBe(keyOf('one'))
    expect(keyOf('one')).not.toBe(keyOf('two'))
  })

  it('H18: does not grow beyond its bytes, and keeps nothing beyond those of one entry', async () => {
    const { engine } = freshRuntime({ maxMemoryBytes: 64_000, maxEntryBytes: 10_000 })
    const { call, body } = cached(async (length: number) => 'x'.repeat(length))
    for (let length = 8000; length < 8050; length++) await call(length)
    expect(engine.memory.bytes).toBeLessThanOrEqual(64_000)
    expect(engine.memory.size).toBe(7)
    await call(10_000)
    await call(10_000)
    expect(body).toHaveBeenCalledTimes(52)
  })
})

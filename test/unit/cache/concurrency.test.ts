import { setImmediate as turn } from 'node:timers/promises'
import { cacheTag } from '../../../src/next/cache'
import { state } from '../../../src/state'
import { cached, freshRuntime, gate, invalidate } from './cached'

beforeEach(() => void freshRuntime())

/** A function whose runs wait to be let go on, each giving its number. */
function slow(tag: string) {
  const gates = [gate(), gate(), gate()]
  let runs = 0
  const made = cached(async () => {
    cacheTag(tag)
    runs += 1
    const run = runs
    await gates[run - 1]!.passed
    return run
  })
  return { ...made, finish: (run: number) => gates[run - 1]!.open() }
}

describe('calls at the same time', () => {
  it('share one run, and each has its own value', async () => {
    const { open, passed } = gate()
    const { call, body } = cached(async () => {
      await passed
      return [1]
    })
    const calls = Array.from({ length: 100 }, () => call())
    open()
    const values = await Promise.all(calls)
    expect(body).toHaveBeenCalledTimes(1)
    expect(new Set(values).size).toBe(100)
  })

  it('share a failure, after which the next call tries again', async () => {
    const { call, body } = cached(async () => {
      await turn()
      throw new Error('down')
    })
    const results = await Promise.allSettled([call(), call(), call()])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(body).toHaveBeenCalledTimes(1)
    await expect(call()).rejects.toThrow('down')
    expect(body).toHaveBeenCalledTimes(2)
  })

  it('with different arguments run side by side', async () => {
    const { open, passed } = gate()
    const { call, body } = cached(async (id: number) => passed.then(() => id))
    const calls = [call(1), call(2), call(1)]
    await turn()
    expect(body).toHaveBeenCalledTimes(2)
    open()
    expect(await Promise.all(calls)).toEqual([1, 2, 1])
  })
})

describe('recursion', () => {
  it('evaluates each argument once: fib(20) takes 21 runs', async () => {
    const fib = cached(async (n: number): Promise<number> => {
      return n < 2 ? n : (await fib.call(n - 1)) + (await fib.call(n - 2))
    })
    expect(await fib.call(20)).toBe(6765)
    expect(fib.body).toHaveBeenCalledTimes(21)
  })

  it('with the same arguments does not wait for itself', async () => {
    let tries = 0
    const load = cached(async (): Promise<string> => {
      tries += 1
      await turn()
      return tries < 3 ? load.call() : `after ${tries}`
    })
    expect(await load.call()).toBe('after 3')
    expect(await load.call()).toBe('after 3')
    expect(tries).toBe(3)
  })

  it('through functions that were called before ends as well', async () => {
    let depth = 0
    const next = async (call: () => Promise<number>): Promise<number> => {
      depth += 1
      await turn()
      return depth > 6 ? depth : call()
    }
    const first = cached((): Promise<number> => next(second.call))
    const second = cached((): Promise<number> => next(third.call))
    const third = cached((): Promise<number> => next(first.call))
    const all = await Promise.all([third.call(), first.call(), second.call()])
    expect(all.every(Number.isInteger)).toBe(true)
  })

  it('by way of a function that is not stored ends', async () => {
    let tries = 0
    const outer = cached((): Promise<number> => inner.call(), { kind: 'private' })
    const inner = cached(
      async (): Promise<number> => {
        tries += 1
        await turn()
        return tries > 3 ? tries : outer.call()
      },
      { kind: 'private' },
    )
    expect(await outer.call()).toBe(4)
  })

  it('of two functions that need each other at the same time ends', async () => {
    let depth = 0
    const next = async (other: () => Promise<number>): Promise<number> => {
      depth += 1
      const isDeep = depth > 4
      await turn()
      return isDeep ? 1 : other()
    }
    const ping = cached((): Promise<number> => next(pong.call))
    const pong = cached((): Promise<number> => next(ping.call))
    expect(await Promise.all([ping.call(), pong.call()])).toEqual([1, 1])
  })
})

describe('invalidation while a value is made', () => {
  it('the value is given to those who wait, and not stored', async () => {
    const { call, body, finish } = slow('posts')
    const first = call()
    await turn()
    invalidate('posts')
    finish(1)
    expect(await first).toBe(1)
    finish(2)
    expect(await call()).toBe(2)
    expect(body).toHaveBeenCalledTimes(2)
  })

  it('H15: a later call is not given what an older run comes to', async () => {
    const { call, body, finish } = slow('posts')
    const before = call()
    await turn()
    invalidate('posts')
    const after = call()
    finish(1)
    expect(await before).toBe(1)
    finish(2)
    expect(await after).toBe(2)
    expect(await call()).toBe(2)
    expect(body).toHaveBeenCalledTimes(2)
  })

  it('by a tag of something else the value is stored all the same', async () => {
    const { call, finish } = slow('posts')
    const first = call()
    await turn()
    invalidate('users')
    finish(1)
    expect(await first).toBe(1)
    expect(await call()).toBe(1)
  })

  it('by a tag of something else a later call shares the run', async () => {
    const { call, finish } = slow('posts')
    const first = call()
    await turn()
    invalidate('users')
    const second = call()
    finish(1)
    expect([await first, await second]).toEqual([1, 1])
  })

  it('of a function called inside keeps the outer value from being stored', async () => {
    const { open, passed } = gate()
    const inner = cached(async () => {
      cacheTag('inner')
      return 1
    })
    const outer = cached(async () => {
      const value = await inner.call()
      await passed
      return value
    })
    const first = outer.call()
    await turn()
    invalidate('inner')
    open()
    await first
    await outer.call()
    expect(outer.body).toHaveBeenCalledTimes(2)
    expect(inner.body).toHaveBeenCalledTimes(2)
  })

  it('of its source is the same: an edited function leaves nothing behind', async () => {
    const { call, body, finish } = slow('posts')
    const first = call()
    await turn()
    state.useCache!.forget(['lib/db.ts'])
    const second = call()
    finish(1)
    finish(2)
    expect([await first, await second]).toEqual([1, 2])
    expect(await call()).toBe(2)
    expect(body).toHaveBeenCalledTimes(2)
  })
})

import { createContext, Script } from 'node:vm'
import { cached } from '../../../../src/cache/cached/cached'
import { cacheLife, cacheTag } from '../../../../src/next/cache'
import { cookies } from '../../../../src/next/headers'
import { state } from '../../../../src/state'
import { freshRuntime, idle, invalidate } from '../cached'

beforeEach(() => {
  jest.useFakeTimers()
  jest.advanceTimersByTime(1000)
  freshRuntime()
})
afterEach(() => jest.useRealTimers())

const wait = (seconds: number) => jest.advanceTimersByTime(seconds * 1000)

/** A function that counts its runs. */
function counting<Args extends unknown[]>() {
  return jest.fn(async (..._: Args): Promise<number> => 0)
}

describe('cached()', () => {
  it('runs once for equal arguments, and again for others', async () => {
    const find = jest.fn(async (id: number) => ({ id }))
    const getUser = cached(find)
    expect([await getUser(1), await getUser(1), await getUser(2)]).toEqual([
      { id: 1 },
      { id: 1 },
      { id: 2 },
    ])
    expect(find).toHaveBeenCalledTimes(2)
  })

  it('takes a function that is not async, and always gives a promise', async () => {
    const add = jest.fn((a: number, b: number) => a + b)
    const sum = cached(add)
    expect(sum(1, 2)).toBeInstanceOf(Promise)
    expect([await sum(1, 2), await sum(1, 2)]).toEqual([3, 3])
    expect(add).toHaveBeenCalledTimes(1)
  })

  it('rejects where the function throws, and keeps no error', async () => {
    let isDown = true
    const load = cached((): number => {
      if (isDown) throw new Error('down')
      return 1
    })
    await expect(load()).rejects.toThrow('down')
    isDown = false
    expect(await load()).toBe(1)
  })

  it('keeps name and length', () => {
    const wrapped = cached(function find(_id: string) {
      return 1
    })
    expect([wrapped.name, wrapped.length]).toEqual(['find', 1])
  })

  it('gives each caller a value of its own', async () => {
    const list = cached(() => [1])
    ;(await list()).push(2)
    expect(await list()).toEqual([1])
  })

  it('refuses what cannot be compared or kept, by its own name', async () => {
    const one = cached((_: unknown) => new Response(), { id: 'one' })
    await expect(one(() => {})).rejects.toThrow(
      /^Argument 1 of the cached\(\) function <anonymous> \(.*\) is a function, which cannot/,
    )
    await expect(one(1)).rejects.toThrow(/can be passed out of a cached\(\) function\./)
  })

  it('refuses the request inside', async () => {
    const load = cached(async () => (await cookies()).get('a'))
    await expect(load()).rejects.toMatchObject({
      code: 'RH_NOT_SUPPORTED',
      message: expect.stringContaining("`cookies()` can't be read inside `cached()`."),
    })
  })

  it('may use cacheTag() and cacheLife() as a function with the directive', async () => {
    let runs = 0
    const load = cached(() => {
      cacheTag('inside')
      cacheLife('minutes')
      return ++runs
    })
    await load()
    invalidate('inside')
    expect(await load()).toBe(2)
    wait(61)
    expect(await load()).toBe(2)
    await idle()
    expect(await load()).toBe(3)
  })
})

describe('H27 keys of cached functions', () => {
  it.each<[string, unknown[], unknown[]]>([
    ['["a,b"] and ["a","b"]', [['a,b']], [['a', 'b']]],
    ['("a,b") and ("a","b")', ['a,b'], ['a', 'b']],
    ['undefined and null', [undefined], [null]],
    ['undefined and nothing', [undefined], []],
    ['1 and "1"', [1], ['1']],
    ['1 and 1n', [1], [1n]],
    ['0 and -0', [0], [-0]],
    ['NaN and null', [Number.NaN], [null]],
    ['a Date and its ISO text', [new Date(0)], [new Date(0).toISOString()]],
    ['a Date and its number', [new Date(0)], [0]],
    ['a Map and a list of its entries', [new Map([[1, 2]])], [[[1, 2]]]],
    ['a Set and a list', [new Set([1])], [[1]]],
    ['bytes and a list', [new Uint8Array([1])], [[1]]],
    ['a hole and undefined', [new Array(1)], [[undefined]]],
    ['{} and { a: undefined }', [{}], [{ a: undefined }]],
  ])('H27: %s are two', async (_, one, other) => {
    const body = counting()
    const load = cached(body, { id: 'H27' })
    await load(...one)
    await load(...other)
    expect(body).toHaveBeenCalledTimes(2)
    await load(...one)
    await load(...other)
    expect(body).toHaveBeenCalledTimes(2)
  })

  it.each<[string, unknown[], unknown[]]>([
    ['equal objects', [{ a: [1, { b: 2 }] }], [{ a: [1, { b: 2 }] }]],
    ['equal Dates', [new Date(5)], [new Date(5)]],
    ['equal Maps', [new Map([['a', 1]])], [new Map([['a', 1]])]],
    ['NaN', [Number.NaN], [Number.NaN]],
  ])('H27: %s are one', async (_, one, other) => {
    const body = counting()
    const load = cached(body, { id: 'H27' })
    await load(...one)
    await load(...other)
    expect(body).toHaveBeenCalledTimes(1)
  })

  it('H27: two orders of the same properties are one', async () => {
    const body = counting()
    const load = cached(body, { id: 'H27' })
    await load({ a: 1, b: 2 })
    await load({ b: 2, a: 1 })
    expect(body).toHaveBeenCalledTimes(1)
  })

  it('H27: two functions with one text in two places are two', async () => {
    let runs = 0
    const one = cached(() => ++runs)
    const two = cached(() => ++runs)
    expect([await one(), await two(), await one(), await two()]).toEqual([1, 2, 1, 2])
  })

  it('H27: two functions with one id and two texts are two', async () => {
    const one = cached(() => 'one', { id: 'same' })
    const two = cached(() => 'two', { id: 'same' })
    expect([await one(), await two()]).toEqual(['one', 'two'])
  })
})

describe('the identity of a function', () => {
  it('§15.1: a place that gives a second function is refused, and told of `id`', () => {
    const make = (tenant: string) => cached(() => tenant)
    make('a')
    expect(() => make('b')).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_ARGUMENT',
        message: expect.stringMatching(
          /^cached\(\) was given a function by test\/unit\/cache\/cached\/cached\.test\.ts:\d+:\d+, which has given one before\..*an `id` of its own\.$/,
        ),
      }),
    )
  })

  it('§15.1: with an id each it may give any number', async () => {
    const make = (tenant: string) => cached(() => tenant, { id: `tenant ${tenant}` })
    const [a, b] = [make('a'), make('b')]
    expect([await a(), await b(), await a()]).toEqual(['a', 'b', 'a'])
  })

  it('§15.1: without a file it asks for an id', () => {
    const context = createContext({ cached })
    const run = (code: string) => new Script(code, { filename: 'eval' }).runInContext(context)
    expect(() => run('cached(function load() {})')).toThrow(
      'cached() cannot tell from which file it was given "load": give it an `id`.',
    )
    expect(run('cached(function load() {}, { id: "load" })')).toEqual(expect.any(Function))
  })

  it('RLD-9: a file that is evaluated again may give its functions again, and begins anew', async () => {
    let runs = 0
    const evaluate = () => cached(() => ++runs)
    const first = evaluate()
    await first()
    state.useCache!.forget(['test/unit/cache/cached/cached.test.ts'])
    const second = evaluate()
    expect([await second(), await second()]).toEqual([2, 2])
  })

  it('leaves Error as it was', () => {
    const before = Object.getOwnPropertyDescriptors(Error)
    cached(() => 1)
    expect(Object.getOwnPropertyDescriptors(Error)).toEqual(before)
  })

  it('asks for an id where Error cannot be changed', () => {
    const { stackTraceLimit } = Error
    Object.defineProperty(Error, 'stackTraceLimit', { value: 10, writable: false })
    expect(() => cached(() => 1)).toThrow('give it an `id`')
    Object.defineProperty(Error, 'stackTraceLimit', { value: stackTraceLimit, writable: true })
  })
})

describe('options of cached()', () => {
  it('life: a profile or times', async () => {
    let runs = 0
    const short = cached(() => ++runs, { life: { revalidate: 5, expire: 10 } })
    await short()
    wait(6)
    expect(await short()).toBe(1)
    await idle()
    expect(await short()).toBe(2)
    wait(11)
    expect(await short()).toBe(3)
  })

  it('life: a profile of the application', async () => {
    freshRuntime({ cacheLife: { blog: { revalidate: 5, expire: 10 } } })
    let runs = 0
    const load = cached(() => ++runs, { life: 'blog' })
    await load()
    wait(11)
    expect(await load()).toBe(2)
  })

  it('life: a profile that nobody knows is refused at the call', async () => {
    await expect(cached(() => 1, { life: 'blog' })()).rejects.toMatchObject({
      code: 'RH_INVALID_ARGUMENT',
    })
  })

  it('tags: a list, or a function of the arguments', async () => {
    let runs = 0
    const list = cached(() => ++runs, { tags: ['list'] })
    const one = cached((_id: string) => ++runs, { tags: id => [`one:${id}`] })
    expect([await list(), await one('a'), await one('b')]).toEqual([1, 2, 3])
    invalidate('list', 'one:b')
    expect([await list(), await one('a'), await one('b')]).toEqual([4, 2, 5])
  })

  it('kind: remote falls back to the default, others need a store', async () => {
    const remote = cached(() => 1, { kind: 'remote' })
    const other = cached(() => 1, { kind: 'redis' })
    expect(await remote()).toBe(1)
    await expect(other()).rejects.toMatchObject({ code: 'RH_USE_CACHE' })
  })

  it.each<[string, unknown[], string]>([
    ['no function', [1], 'cached() takes a function, got number'],
    ['an empty id', [() => 1, { id: '' }], 'The option `id` of cached()'],
    ['a kind that is none', [() => 1, { kind: 'private' }], 'The option `kind` of cached()'],
    ['tags that are none', [() => 1, { tags: 'a' }], 'The option `tags` of cached()'],
    [
      'times that are none',
      [() => 1, { life: { revalidate: '1' } }],
      'must be a number of seconds',
    ],
    ['a life that is none', [() => 1, { life: 5 }], 'Invalid `cacheLife()` option'],
  ])('refuses %s at once', (_, args, message) => {
    expect(() => cached(...(args as Parameters<typeof cached>))).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_ARGUMENT',
        message: expect.stringContaining(message),
      }),
    )
  })
})

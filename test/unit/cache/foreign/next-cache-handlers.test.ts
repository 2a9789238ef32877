/** `fromNextCacheHandlers()`: handlers of `'use cache'` as storage, in each of their shapes. */
import { fromNextCacheHandlers } from '../../../../src/cache/foreign/from-next-cache-handlers'
import { closeAll, Over } from './over'
import { DocumentedHandler, DocumentedHandlers } from './own-handlers'

afterEach(async () => {
  jest.useRealTimers()
  await closeAll()
})

const over = (handler = new DocumentedHandlers()) => {
  const cache = new Over({ handlers: fromNextCacheHandlers({ default: handler }) })
  return { handler, cache }
}

/** As 15 had them: of the second shape, and of the first. */
const older = (handler: DocumentedHandlers, expireTags: jest.Mock) => {
  const reading = { get: handler.get.bind(handler), set: handler.set.bind(handler), expireTags }
  const first = { ...reading, receiveExpiredTags: jest.fn(async () => {}) }
  const getExpiration = handler.getExpiration.bind(handler)
  const second = { ...reading, getExpiration, refreshTags: handler.refreshTags.bind(handler) }
  return { first, second }
}

describe('fromNextCacheHandlers()', () => {
  it('stores values, and finds them again with all that we know of them', async () => {
    const { handler, cache } = over()
    const body = Buffer.from([0, 255, 128])
    const made = { kind: 'C', body, tags: ['a,b'], revalidate: Infinity, expire: Infinity } as const
    expect(await cache.get('a', made)).toBe(`MISS ${body}`)
    await cache.forget()
    expect(await cache.get('a', { kind: 'C' })).toBe(`HIT L2 ${body}`)
    const [entry] = handler.cache.values()
    expect(entry).toMatchObject({ tags: ['a,b'], stale: 300 })
    expect(entry!.timestamp).toBeLessThanOrEqual(Date.now() + 1)
    expect(entry!.expire).toBe(0xfffffffe)
    expect(cache.calls).toBe(1)
  })

  it('leaves answers and fetched data to others', async () => {
    const { handler, cache } = over()
    await cache.get('a', { kind: 'R' })
    await cache.get('a', { kind: 'F' })
    await cache.forget()
    expect(handler.cache.size).toBe(0)
  })

  it('gives each kind its handler; remote falls back to default, others do not exist', async () => {
    const [standard, own] = [new DocumentedHandlers(), new DocumentedHandlers()]
    const cache = new Over({ handlers: fromNextCacheHandlers({ default: standard, own }) })
    for (const name of ['default', 'remote', 'own']) await cache.get(name, { kind: 'C', name })
    await cache.forget()
    expect([standard.cache.size, own.cache.size]).toEqual([2, 1])
    expect(cache.cache.engineFor('C', 'unknown')).toBeUndefined()
    expect(new Over({}).cache.engineFor('C', 'remote')).toBeDefined()
    expect(new Over({}).cache.engineFor('C', 'own')).toBeUndefined()
  })

  it('asks for new tags once before the first read, and reads with soft tags', async () => {
    const { handler, cache } = over()
    await cache.get('a', { kind: 'C', soft: ['_N_T_/a'] })
    expect(handler.calls.map(({ method }) => method).slice(0, 2)).toEqual(['refreshTags', 'get'])
    expect(handler.argsOf('get')).toEqual([[expect.any(String), ['_N_T_/a']]])
  })

  it('discards what the handler says has expired by its soft tags', async () => {
    const { handler, cache } = over()
    await cache.get('a', { kind: 'C' })
    for (const [expiration, state] of [
      [Date.now() + 1000, 'MISS made'],
      [0, 'HIT L2 made'],
      [Infinity, 'HIT L2 made'],
    ] as const) {
      await cache.forget()
      handler.expiration = expiration
      expect(await cache.get('a', { kind: 'C' })).toBe(state)
    }
  })

  it('discards what is past its time, and renews what the handler says is stale', async () => {
    const { handler, cache } = over()
    await cache.get('a', { kind: 'C' })
    await cache.forget()
    const [entry] = handler.cache.values()
    entry!.revalidate = -1
    expect(await cache.get('a', { kind: 'C' })).toBe('STALE L2 made')
    await cache.forget()
    for (const held of handler.cache.values()) held.timestamp -= 4_000_000
    expect(await cache.get('a', { kind: 'C' })).toBe('MISS made')
  })

  it('takes for a miss what Next.js itself has written, and what breaks off', async () => {
    const { handler, cache } = over()
    await cache.get('a', { kind: 'C' })
    await cache.forget()
    for (const held of handler.cache.values()) held.bytes = held.bytes.subarray(0, -1)
    expect(await cache.get('a', { kind: 'C' })).toBe('MISS made')
    await cache.forget()
    for (const held of handler.cache.values()) held.bytes = Buffer.from('a value of Next.js')
    expect(await cache.get('a', { kind: 'C' })).toBe('MISS made')
  })

  it('H14 does not store what began before an invalidation', async () => {
    const { handler, cache } = over()
    await cache.get('a', { kind: 'C', during: () => cache.cache.invalidate(['tag']) })
    await cache.forget()
    expect(handler.cache.size).toBe(0)
  })

  it('never un-expires: a soft invalidation after a hard one', async () => {
    const { cache } = over()
    await cache.get('a', { kind: 'C' })
    await cache.forget()
    await cache.cache.invalidate(['tag'])
    await cache.cache.invalidate(['tag'], Infinity)
    expect(await cache.get('a', { kind: 'C' })).toBe('MISS made')
  })

  it('adds no tag of its own to what the handler indexes by', async () => {
    const { handler, cache } = over()
    for (let at = 0; at < 10; at++) await cache.get(`${at}`, { kind: 'C' })
    await cache.forget()
    expect(new Set([...handler.cache.values()].flatMap(({ tags }) => tags))).toEqual(
      new Set(['tag']),
    )
  })

  it('tells a handler of 16 how long old values may be served', async () => {
    const { handler, cache } = over()
    await cache.cache.invalidate(['hard'])
    await cache.cache.invalidate(['soft'], 60)
    await cache.cache.invalidate(['soft'], Infinity)
    expect(handler.argsOf('updateTags')).toEqual([
      [['hard'], undefined],
      [['soft'], { expire: 60 }],
      [['soft'], {}],
    ])
  })

  it.each(['first', 'second'] as const)(
    'drives the %s shape that 15 had, whose tags expire at the deadline',
    async shape => {
      const handler = new DocumentedHandlers()
      const expireTags = jest.fn(async () => {})
      const { cache } = over(older(handler, expireTags)[shape] as never)
      await cache.get('a', { kind: 'C', soft: ['one', 'two'] })
      await cache.forget()
      expect(await cache.get('a', { kind: 'C', soft: ['one', 'two'] })).toBe('HIT L2 made')
      const asked = shape === 'second' ? [['one', 'two']] : []
      expect(handler.argsOf('getExpiration')).toEqual(asked)
      jest.useFakeTimers()
      await cache.cache.invalidate(['a', 'b'])
      await cache.cache.invalidate(['soft'], 60)
      expect(expireTags.mock.calls).toEqual([['a', 'b']])
      jest.advanceTimersByTime(61_000)
      expect(expireTags.mock.calls).toEqual([['a', 'b'], ['soft']])
    },
  )

  it('refuses what has none of the shapes', () => {
    const make = () => fromNextCacheHandlers({ own: { get() {}, set() {} } })
    expect(make).toThrow(expect.objectContaining({ code: 'RH_INVALID_ARGUMENT' }))
    expect(make).toThrow('no handler for "own"')
  })
})

describe("the option handlers: 'global'", () => {
  const KEY = Symbol.for('@next/cache-handlers')

  afterEach(() => {
    Reflect.deleteProperty(globalThis, KEY)
    DocumentedHandler.reset()
  })

  it('takes what a platform has put in place', async () => {
    const [DefaultCache, RemoteCache] = [new DocumentedHandlers(), new DocumentedHandlers()]
    const installed = { FetchCache: DocumentedHandler, DefaultCache, RemoteCache }
    Object.assign(globalThis, { [KEY]: installed })
    const cache = new Over({ handlers: 'global' })
    await cache.get('a', { kind: 'C' })
    await cache.get('b', { kind: 'C', name: 'remote' })
    await cache.get('c', { kind: 'F' })
    await cache.forget()
    expect(
      [DefaultCache, RemoteCache, DocumentedHandler].map(({ cache: { size } }) => size),
    ).toEqual([1, 1, 1])
  })

  it('is without effect where there is nothing', async () => {
    const cache = new Over({ handlers: 'global' })
    expect(await cache.get('a', { kind: 'C' })).toBe('MISS made')
    expect(await cache.get('a', { kind: 'C', name: 'remote' })).toBe('HIT L1 made')
  })
})

/** `fromNextCacheHandler()`: a `cacheHandler` of Next.js as storage, our tags above it. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  fromNextCacheHandler,
  type NextCacheHandlerOptions,
} from '../../../../src/cache/foreign/from-next-cache-handler'
import type { CachedRouteValue } from '../../../../src/cache/foreign/next-handler'
import { closeAll, Over } from './over'
import { DocumentedHandler } from './own-handlers'

beforeEach(() => DocumentedHandler.reset())
afterEach(closeAll)

const over = (options: NextCacheHandlerOptions = { version: 16 }): Over =>
  new Over({ handler: fromNextCacheHandler(DocumentedHandler, options) })

const argsOf = (method: string): (readonly unknown[])[] =>
  DocumentedHandler.calls.filter(call => call.method === method).map(({ args }) => args)

const MS = 1000

describe('fromNextCacheHandler()', () => {
  it.each(['R', 'F', 'U'] as const)(
    'stores values of kind %s, and finds them again',
    async kind => {
      const cache = over()
      const body = Buffer.from([0, 255, 128, 10])
      expect(await cache.get('a', { kind, body })).toBe(`MISS ${body}`)
      await cache.forget()
      expect(await cache.get('a', { kind })).toBe(`HIT L2 ${body}`)
      expect(await cache.get('a', { kind })).toBe(`HIT L1 ${body}`)
      expect(cache.calls).toBe(1)
    },
  )

  it('gives back all of an entry: repeated headers, never, tags with commas', async () => {
    const cache = over()
    const tags = ['a,b', 'ünï']
    await cache.get('a', { kind: 'R', tags, revalidate: Infinity, expire: Infinity })
    await cache.forget()
    await cache.get('a', { kind: 'R' })
    const [[, held]] = [...DocumentedHandler.cache] as [[string, { value: CachedRouteValue }]]
    expect(held.value).toMatchObject({ kind: 'APP_ROUTE', status: 200 })
    expect(held.value.headers).toMatchObject({
      'x-next-cache-tags': 'a%2Cb,ünï',
      'x-two': ['a', 'b'],
    })
    await cache.cache.invalidate(['a,b'])
    expect(await cache.get('a', { kind: 'R' })).toBe('MISS made')
  })

  it.each([
    [16, 'R', { cacheControl: { revalidate: 60, expire: 3600 } }],
    [16, 'F', { cacheControl: { revalidate: 60, expire: 3600 }, fetchCache: true, tags: ['tag'] }],
    [15, 'R', { revalidate: 60, cacheControl: { revalidate: 60, expire: 3600 } }],
    [14, 'R', { revalidate: 60 }],
    [14, 'F', { revalidate: 60, fetchCache: true, tags: ['tag'] }],
  ] as const)('calls a handler for %i as that version does: %s', async (version, kind, context) => {
    const cache = over({ version })
    await cache.get('a', { kind, soft: ['_N_T_/a'] })
    await cache.forget()
    expect(argsOf('set')).toMatchObject([
      [expect.any(String), { kind: expect.any(String) }, context],
    ])
    const reading = {
      14: { R: { kindHint: 'app' }, F: { kindHint: 'fetch', softTags: ['_N_T_/a'] } },
      15: { R: { kind: 'APP_ROUTE', isFallback: false }, F: {} },
      16: { R: { kind: 'APP_ROUTE' }, F: { kind: 'FETCH', softTags: ['_N_T_/a'] } },
    }[version][kind]
    expect(argsOf('get')).toMatchObject([[expect.any(String), reading]])
    const { kind: stored } = [...DocumentedHandler.cache.values()][0]!.value!
    expect(stored).toBe(kind === 'F' ? 'FETCH' : version === 14 ? 'ROUTE' : 'APP_ROUTE')
  })

  it('makes one instance, with what Next.js gives to the constructor', async () => {
    const cache = over({ version: 14 })
    await Promise.all(['a', 'b', 'c'].map(key => cache.get(key)))
    expect(DocumentedHandler.contexts).toHaveLength(1)
    const [context] = DocumentedHandler.contexts
    expect(context).toMatchObject({ dev: false, revalidatedTags: [], _requestHeaders: {} })
    expect(context).toMatchObject({ _appDir: true, experimental: { ppr: false } })
    const directory = dirname(String(context!['serverDistDir']))
    expect(existsSync(directory)).toBe(true)
    await cache.cache.close()
    expect(existsSync(directory)).toBe(false)
  })

  it('tells the handler when a request begins', async () => {
    const cache = over()
    await cache.get('a')
    expect(DocumentedHandler.calls.slice(0, 2).map(({ method }) => method)).toEqual([
      'resetRequestCache',
      'get',
    ])
  })

  it('takes for a miss what Next.js itself has written, or somebody has changed', async () => {
    const cache = over()
    await cache.get('a', { kind: 'R' })
    await cache.forget()
    const [[key, held]] = [...DocumentedHandler.cache] as [[string, { value: CachedRouteValue }]]
    for (const value of [
      { ...held.value, headers: { 'content-type': 'text/plain' } },
      { ...held.value, body: Buffer.from('longer than it was') },
      { ...held.value, body: 'made' as never },
      null,
    ]) {
      DocumentedHandler.cache.set(key, { value, lastModified: Date.now(), tags: [] })
      expect(await cache.get('a', { kind: 'R' })).toBe('MISS made')
      await cache.forget()
    }
  })

  it('reads a body that went through JSON, as one of the handlers gives it', async () => {
    const cache = over()
    const body = Buffer.from([0, 255, 13, 10])
    await cache.get('a', { kind: 'R', body })
    await cache.forget()
    for (const held of DocumentedHandler.cache.values()) {
      held.value = JSON.parse(JSON.stringify(held.value))
    }
    expect(await cache.get('a', { kind: 'R' })).toBe(`HIT L2 ${body}`)
  })

  it('H14 does not store what began before an invalidation, whatever the handler would do', async () => {
    const cache = over()
    await cache.get('a', { during: () => cache.cache.invalidate(['tag']) })
    await cache.forget()
    expect(DocumentedHandler.cache.size).toBe(0)
    expect(await cache.get('a')).toBe('MISS made')
  })

  it('expires what the handler keeps although it was invalidated', async () => {
    const cache = over()
    await cache.get('a', { tags: ['kept'] })
    await cache.forget()
    DocumentedHandler.prototype.revalidateTag = async () => {}
    await cache.cache.invalidate(['kept'])
    expect(DocumentedHandler.cache.size).toBe(1)
    expect(await cache.get('a')).toBe('MISS made')
  })
})

describe('a handler that is told of invalidations', () => {
  const original = DocumentedHandler.prototype.revalidateTag
  const told = jest.fn(async () => {})

  beforeEach(() => {
    told.mockClear()
    DocumentedHandler.prototype.revalidateTag = told
  })

  afterEach(() => {
    DocumentedHandler.prototype.revalidateTag = original
    jest.useRealTimers()
  })

  it('of 16 is given the time for which old values may be served', async () => {
    const { cache } = over()
    await cache.invalidate(['a,b'])
    await cache.invalidate(['tag'], 60)
    await cache.invalidate(['tag'], Infinity)
    expect(told.mock.calls).toEqual([[['a%2Cb']], [['tag'], { expire: 60 }], [['tag'], {}]])
  })

  it('of 14 and 15 is told of a soft one at its deadline, and not before', async () => {
    for (const version of [14, 15] as const) {
      const { cache } = over({ version })
      jest.useFakeTimers()
      await cache.invalidate(['soft', 'both'], 60)
      await cache.invalidate(['for ever'], Infinity)
      await cache.invalidate(['both'])
      expect(told.mock.calls).toEqual([[['both']]])
      jest.advanceTimersByTime(59 * MS)
      expect(told).toHaveBeenCalledTimes(1)
      jest.advanceTimersByTime(2 * MS)
      expect(told.mock.calls).toEqual([[['both']], [['soft']]])
      jest.useRealTimers()
      told.mockClear()
    }
  })

  it('may fail: that is an event, and our own tags know better', async () => {
    const cache = over()
    await cache.get('a')
    await cache.forget()
    told.mockImplementation(() => {
      throw new Error('down')
    })
    await cache.cache.invalidate(['tag'])
    expect(cache.errors).toEqual(['invalidate'])
    expect(await cache.get('a')).toBe('MISS made')
  })
})

describe('a handler that fails', () => {
  class Failing extends DocumentedHandler {
    override async get(): Promise<null> {
      throw new Error('down')
    }

    override async set(): Promise<void> {
      throw new Error('down')
    }
  }

  class Hanging extends DocumentedHandler {
    override get(): Promise<null> {
      return new Promise(() => {})
    }

    override set(): Promise<void> {
      return new Promise(() => {})
    }
  }

  it.each([
    ['rejects', Failing],
    ['hangs', Hanging],
  ])('because it %s is a miss in time, and is left alone after a few times', async (_, handler) => {
    const options = { version: 16, getTimeoutMs: 20, setTimeoutMs: 20 } as const
    const cache = new Over({ handler: fromNextCacheHandler(handler, options) })
    for (const key of ['a', 'b', 'c', 'd', 'e']) expect(await cache.get(key)).toBe('MISS made')
    expect(await cache.get('a')).toBe('HIT L1 made')
    expect(cache.errors.length).toBeGreaterThanOrEqual(3)
    expect(cache.errors.length).toBeLessThan(10)
    await cache.cache.close()
  })

  it.each([
    ['no class', {}, 'takes the class'],
    ['a class without the methods', class Nothing {}, 'takes the class'],
  ])('is refused where it is %s', (_, handler, message) => {
    const make = () => fromNextCacheHandler(handler as typeof DocumentedHandler, { version: 16 })
    expect(make).toThrow(expect.objectContaining({ code: 'RH_INVALID_ARGUMENT' }))
    expect(make).toThrow(message)
  })

  it('is refused without a version that is known', () => {
    const make = () => fromNextCacheHandler(DocumentedHandler, { version: 13 as 14 })
    expect(make).toThrow(expect.objectContaining({ code: 'RH_INVALID_ARGUMENT' }))
  })
})

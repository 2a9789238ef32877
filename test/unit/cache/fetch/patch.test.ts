/** The global `fetch`: when it is ours, and what those notice who do not call it from a handler. */
import type { Routes } from '../../../../src/create-routes'
import type { RouteOptions } from '../../../../src/route-options'
import { state } from '../../../../src/state'
import { ask, mountOne } from '../../mount'
import { type Origin, startOrigin } from './origin'

const original = globalThis.fetch
const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'fetch')!
const mounted: Routes[] = []
let origin: Origin

beforeEach(async () => {
  state.scopeWanted = true
  origin = await startOrigin()
})

afterEach(async () => {
  await Promise.all(mounted.splice(0).map(routes => routes.close()))
  Object.defineProperty(globalThis, 'fetch', descriptor)
  await origin.stop()
})

async function loaded(
  GET: (request: Request) => unknown = () => new Response(),
  options: RouteOptions = {},
): Promise<Routes> {
  const routes = mountOne({ GET }, { cache: {}, ...options })
  mounted.push(routes)
  await routes.ready()
  return routes
}

const STORED = { next: { revalidate: 60 } } as RequestInit

const fetches = async (): Promise<Response> =>
  new Response(await (await fetch(origin.url, STORED)).text())

const answerOf = async (routes: Routes): Promise<string> => (await ask(routes, '/')).text()

describe('the global fetch', () => {
  it('GLB-1 is left alone until a route file is loaded', async () => {
    const routes = mountOne({ GET: () => new Response() })
    mounted.push(routes)
    expect(globalThis.fetch).toBe(original)
    await routes.ready()
    expect(globalThis.fetch).not.toBe(original)
  })

  it.each([{ cache: false }, { cache: { patchFetch: false } }] as const)(
    'is left alone by a mount with %j',
    async options => {
      await loaded(undefined, options)
      expect(globalThis.fetch).toBe(original)
    },
  )

  it('is put back by the last mount that closes', async () => {
    const [first, second] = [await loaded(), await loaded()]
    const ours = globalThis.fetch
    await first.close()
    await first.close()
    expect(globalThis.fetch).toBe(ours)
    await second.close()
    expect(Object.getOwnPropertyDescriptor(globalThis, 'fetch')).toEqual(descriptor)
  })

  it('is wrapped once by two copies of the package', async () => {
    await loaded()
    const ours = globalThis.fetch
    jest.isolateModules(() => {
      const other = require('../../../../src/cache/fetch/patch')
      const release = other.patchFetch(16)
      expect(globalThis.fetch).toBe(ours)
      mounted.push({ close: async () => release() } as Routes)
    })
    await mounted.shift()!.close()
    expect(globalThis.fetch).toBe(ours)
    await mounted.shift()!.close()
    expect(globalThis.fetch).toBe(original)
  })

  it('looks as it did', async () => {
    await loaded()
    expect(globalThis.fetch.name).toBe(original.name)
    expect(globalThis.fetch.length).toBe(original.length)
    const ours = Object.getOwnPropertyDescriptor(globalThis, 'fetch')!
    expect(ours.enumerable).toBe(descriptor.enumerable)
    expect(ours.configurable).toBe(true)
    expect(ours.writable).toBe(true)
  })
})

describe('a caller outside of handlers', () => {
  it('gets the very promise of what was there before, which gets the very arguments', async () => {
    const promise = Promise.resolve(new Response())
    const before = jest.fn(() => promise)
    globalThis.fetch = before as never
    await loaded()
    const [self, init] = [{}, { method: 'POST' }]
    const url = new URL('http://a.example')
    expect(Reflect.apply(globalThis.fetch, self, [url, init])).toBe(promise)
    expect(before.mock.contexts).toEqual([self])
    expect(before.mock.calls).toEqual([[url, init]])
    expect(before.mock.calls[0]![1 as never]).toBe(init)
    fetch('http://b.example')
    expect(before.mock.calls[1]).toHaveLength(1)
  })

  it('is told of a fault in the same way', async () => {
    const before = jest.fn(() => {
      throw new RangeError('not even a promise')
    })
    globalThis.fetch = before as never
    await loaded()
    expect(() => fetch('http://a.example')).toThrow(RangeError)
  })

  it('is not cached, whatever it asks for', async () => {
    await loaded()
    expect(await (await fetches()).text()).toBe('1')
    expect(await (await fetches()).text()).toBe('2')
  })
})

describe('a call of a handler that says nothing of caching', () => {
  it('gets the very promise too', async () => {
    const promise = Promise.resolve(new Response())
    globalThis.fetch = (() => promise) as never
    let got: unknown
    const routes = await loaded(() => {
      got = fetch('http://a.example')
      return new Response()
    })
    await ask(routes, '/')
    expect(got).toBe(promise)
  })
})

describe('a stand-in for fetch', () => {
  it('that was there before is asked when something is fetched, without what is Next.js’s', async () => {
    const mock = jest.fn(async (..._: unknown[]) => new Response('mocked'))
    globalThis.fetch = mock as never
    const init = Object.freeze({ method: 'GET', headers: { a: 'b' }, next: { revalidate: 60 } })
    const routes = await loaded(async () => new Response(await (await fetch(URL, init)).text()))
    const URL = 'http://a.example/b'
    expect(await answerOf(routes)).toBe('mocked')
    expect(await answerOf(routes)).toBe('mocked')
    expect(mock.mock.calls).toEqual([
      [URL, { method: 'GET', headers: { a: 'b' }, signal: expect.any(AbortSignal) }],
    ])
    expect(init).toEqual({ method: 'GET', headers: { a: 'b' }, next: { revalidate: 60 } })
  })

  it('can be asked for its calls through ours', async () => {
    const mock = jest.fn(async () => new Response('mocked'))
    globalThis.fetch = mock as never
    await loaded()
    await fetch('http://a.example')
    expect(globalThis.fetch).not.toBe(mock)
    expect(globalThis.fetch).toHaveBeenCalledWith('http://a.example')
  })

  it('that was put in place afterwards is asked each time, and stays when we go', async () => {
    const routes = await loaded(fetches)
    const mock = jest.fn(async () => new Response('mocked'))
    globalThis.fetch = mock as never
    expect(await answerOf(routes)).toBe('mocked')
    expect(await answerOf(routes)).toBe('mocked')
    expect(mock).toHaveBeenCalledTimes(2)
    expect(origin.calls).toEqual([])
    await routes.close()
    expect(globalThis.fetch).toBe(mock)
  })

  it('that was put above ours goes on to work with it when the next mount comes', async () => {
    const first = await loaded(fetches)
    const ours = globalThis.fetch
    const above = jest.fn((...args: Parameters<typeof fetch>) => ours(...args))
    globalThis.fetch = above
    expect(await answerOf(first)).toBe('1')
    expect(await answerOf(first)).toBe('1')
    await first.close()
    const second = await loaded(fetches)
    expect(await answerOf(second)).toBe('2')
    expect(await answerOf(second)).toBe('2')
    await second.close()
    expect(globalThis.fetch).toBe(above)
  })
})

describe('where nothing asks for the scope of a request', () => {
  beforeEach(() => {
    state.scopeWanted = false
  })

  it.each([undefined, { cache: 'no-store' }, { method: 'POST' }] as RequestInit[])(
    'a call with %j goes on without it',
    async init => {
      const routes = await loaded(
        async () => new Response(await (await fetch(origin.url, init)).text()),
      )
      await answerOf(routes)
      expect(state.scopeWanted).toBe(false)
    },
  )

  it.each([STORED, { cache: 'force-cache' }] as RequestInit[])(
    'a call with %j has it made for those that follow',
    async init => {
      const routes = await loaded(
        async () => new Response(await (await fetch(origin.url, init)).text()),
      )
      expect(await answerOf(routes)).toBe('1')
      expect(state.scopeWanted).toBe(true)
      expect(await answerOf(routes)).toBe('2')
      expect(await answerOf(routes)).toBe('2')
    },
  )

  it('up to Next.js 14 any call has, because it may be stored', async () => {
    await loaded(undefined, { compat: 14 })
    await fetch(origin.url)
    expect(state.scopeWanted).toBe(true)
  })
})

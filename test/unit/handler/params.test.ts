/** D-k: `context.params` in the shape of each version of Next.js. */
import { paramsFor } from '../../../src/handler/params'
import type { Params } from '../../../src/router/route'
import { state } from '../../../src/state'

const paramsOf = (members: object): Params => Object.assign(Object.create(null), members)

const VALUES = { slug: 'a b', path: ['x', 'y'] }

function warnings(): jest.SpyInstance {
  state.warned.clear()
  return jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
}

afterEach(() => jest.restoreAllMocks())

describe('paramsFor(params, compat, route, dev)', () => {
  it.each([14, 15, 16] as const)('%i: a route without parameters has none', compat => {
    expect(paramsFor(undefined, compat, '/a', true)).toBeUndefined()
  })

  it('14: a plain object', () => {
    const params = paramsFor(paramsOf(VALUES), 14, '/[slug]', true)
    expect(params).toEqual(VALUES)
    expect(Object.getPrototypeOf(params)).toBe(Object.prototype)
    expect(params).not.toBeInstanceOf(Promise)
  })

  it.each([15, 16] as const)('%i: a promise of a plain object', async compat => {
    const params = paramsFor(paramsOf(VALUES), compat, '/[slug]', true)
    expect(params).toBeInstanceOf(Promise)
    const awaited = await params
    expect(awaited).toEqual(VALUES)
    expect(Object.getPrototypeOf(awaited)).toBe(Object.prototype)
  })

  it.each([15, 16] as const)('%i: of nothing for an empty optional catch-all', async compat => {
    expect(await paramsFor(paramsOf({}), compat, '/[[...path]]', true)).toEqual({})
  })

  it.each([15, 16] as const)('D-k, %i: the promise carries the values, read-only', compat => {
    const spy = warnings()
    const params = paramsFor(paramsOf(VALUES), compat, '/[slug]', false) as typeof VALUES
    expect(params.slug).toBe('a b')
    expect(params.path).toEqual(['x', 'y'])
    expect(Object.entries(params)).toEqual(Object.entries(VALUES))
    expect(() => {
      params.slug = 'changed'
    }).toThrow(TypeError)
    expect(spy).not.toHaveBeenCalled()
  })

  it.each([true, false])(
    'Node can mark the promise, as it does under async hooks (dev: %s)',
    dev => {
      const params = paramsFor(paramsOf(VALUES), 16, '/[slug]', dev) as object
      expect(Object.isExtensible(params)).toBe(true)
    },
  )

  it('D-k: a synchronous read warns in development, once for each route', () => {
    const spy = warnings()
    for (const route of ['/[slug]', '/[slug]', '/b/[slug]']) {
      const params = paramsFor(paramsOf(VALUES), 16, route, true) as typeof VALUES
      expect(params.slug).toBe('a b')
      expect(params.path).toEqual(['x', 'y'])
    }
    expect(spy.mock.calls.map(([, { code }]) => code)).toEqual(['RH_SYNC_PARAMS', 'RH_SYNC_PARAMS'])
    expect(spy.mock.calls[0][0]).toContain('Route "/[slug]" used `params.slug`')
    expect(spy.mock.calls[1][0]).toContain('Route "/b/[slug]"')
  })

  it('D-k: awaiting warns of nothing', async () => {
    const spy = warnings()
    await paramsFor(paramsOf(VALUES), 16, '/[slug]', true)
    expect(spy).not.toHaveBeenCalled()
  })

  it.each(['then', 'catch', 'finally', 'constructor'])(
    'D-k: a parameter called %s is had by await and does not break it',
    async name => {
      const params = paramsFor(paramsOf({ [name]: 'x' }), 16, `/[${name}]`, false) as any
      expect(typeof params[name]).toBe('function')
      expect((await params)[name]).toBe('x')
    },
  )

  it.each([14, 15, 16] as const)('row 37, %i: no name reaches Object.prototype', async compat => {
    const hostile = Object.fromEntries([
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['toString', 't'],
    ])
    const params = (await paramsFor(paramsOf(hostile), compat, '/x', false)) as object
    expect(Object.entries(params)).toEqual(Object.entries(hostile))
    expect(Object.getPrototypeOf(params)).toBe(Object.prototype)
    expect(({} as any).p).toBeUndefined()
  })
})

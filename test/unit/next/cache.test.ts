import * as cache from '../../../src/next/cache'
import { type Compat, runInScope } from '../../../src/next/scope'
import { state } from '../../../src/state'
import { scopeOf } from './scope-of'

const inScope = <T>(run: () => T, compat: Compat = 16) => runInScope(scopeOf('', { compat }), run)

describe('next/cache', () => {
  test('exports these names, and asks for scopes', () => {
    expect(state.scopeWanted).toBe(true)
    expect(Object.keys(cache).sort()).toEqual([
      'cacheLife',
      'cacheTag',
      'io',
      'refresh',
      'revalidatePath',
      'revalidateTag',
      'unstable_cache',
      'unstable_cacheLife',
      'unstable_cacheTag',
      'unstable_expirePath',
      'unstable_expireTag',
      'unstable_noStore',
      'updateTag',
    ])
  })

  test('updateTag() and refresh() are for Server Actions', () => {
    expect(() => cache.updateTag('t')).toThrow(
      'updateTag can only be called from within a Server Action. To invalidate cache tags in Route Handlers or other contexts, use revalidateTag instead.',
    )
    expect(() => cache.refresh()).toThrow('refresh can only be called from within a Server Action.')
  })

  test.each<[Compat, string]>([
    [15, '`cacheLife()` can only be called inside a "use cache" function.'],
    [
      16,
      'Route "/users/[id]": `cacheLife()` can only be called inside a `"use cache"` or `"use cache: private"` function.\nLearn more: https://nextjs.org/docs/messages/cache-life-outside-use-cache',
    ],
  ])("cacheLife() in a handler of %d fails in Next.js's words", (compat, message) => {
    expect(() => inScope(() => cache.cacheLife('max'), compat)).toThrow(
      expect.objectContaining({ message }),
    )
  })

  test('cacheTag() outside of a request and of a cached function names neither', () => {
    expect(() => cache.cacheTag('t')).toThrow(
      /^`cacheTag\(\)` can only be called inside a `"use cache"`/,
    )
  })

  test('unstable_cache() refuses revalidate: 0', () => {
    expect(() => cache.unstable_cache(async () => 1, [], { revalidate: 0 })).toThrow(
      'Invariant revalidate: 0 can not be passed to unstable_cache(), must be "false" or "> 0" ',
    )
  })

  test('io() waits for nothing', () => expect(cache.io()).resolves.toBeUndefined())
})

test('next/root-params has every name, and each throws', () => {
  const params: Record<string, () => void> = require('../../../src/next/root-params')
  expect(() => params['lang']?.()).toThrow("`import('next/root-params').lang()`")
})

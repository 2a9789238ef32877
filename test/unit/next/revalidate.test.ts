/** `revalidateTag()`, `revalidatePath()` and their kin, as a handler calls them (caching §12.1). */
import { implicitTags } from '../../../src/cache/tags/implicit-tags'
import type { CacheTier } from '../../../src/cache/tier'
import {
  revalidatePath,
  revalidateTag,
  unstable_expirePath,
  unstable_expireTag,
} from '../../../src/next/cache'
import { type Compat, runInScope } from '../../../src/next/scope'
import { settleRevalidation } from '../../../src/next/settle-revalidation'
import { concretePath } from '../../../src/router/concrete-path'
import { state } from '../../../src/state'
import { cacheOf, cachingOf, slowTier } from './caching-of'
import { scopeOf } from './scope-of'

const YEAR = 31_536_000
const NEVER = Number.POSITIVE_INFINITY

let emit: jest.SpyInstance

beforeEach(() => {
  state.warned.clear()
  emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
})
afterEach(() => emit.mockRestore())

interface Asked {
  readonly compat?: Compat
  readonly parity?: 'improved' | 'exact'
  readonly generation?: { refuse(expression: string): void }
}

/** What the tags are told of when the handler is done. */
function toldBy(run: () => void, { compat = 16, parity = 'improved', generation }: Asked = {}) {
  const cache = cacheOf({ cacheLife: { blog: { revalidate: 60, expire: 600 }, open: {} } })
  const caching = cachingOf({ cache, compat })
  const init = { compat, parity, caching: () => caching, generation: generation as never }
  const scope = scopeOf('', init)
  const told = jest.spyOn(cache, 'invalidate')
  runInScope(scope, run)
  settleRevalidation(scope)
  return told.mock.calls
}

const warnings = (): string[] => emit.mock.calls.map(([message]) => String(message))

describe('revalidateTag()', () => {
  it.each<[string, () => void, Compat, number | undefined]>([
    ['a tag alone', () => revalidateTag('t'), 14, undefined],
    ['a tag alone', () => revalidateTag('t'), 15, undefined],
    ['a tag alone', () => revalidateTag('t'), 16, undefined],
    ['a profile', () => revalidateTag('t', 'max'), 14, undefined],
    ['a profile', () => revalidateTag('t', 'max'), 15, undefined],
    ['a profile', () => revalidateTag('t', 'max'), 16, YEAR],
    ['a profile', () => revalidateTag('t', 'hours'), 16, 86_400],
    ['a profile without an end', () => revalidateTag('t', 'default'), 16, NEVER],
    ['a profile of one’s own', () => revalidateTag('t', 'blog'), 16, 600],
    ['one without an end', () => revalidateTag('t', 'open'), 16, NEVER],
    ['{ expire: 5 }', () => revalidateTag('t', { expire: 5 }), 16, 5],
    ['{ expire: 5 }', () => revalidateTag('t', { expire: 5 }), 15, undefined],
    ['{ expire: 0 }', () => revalidateTag('t', { expire: 0 }), 16, undefined],
    ['{}', () => revalidateTag('t', {}), 16, NEVER],
    ['an unknown profile', () => revalidateTag('t', 'nope'), 16, undefined],
  ])('§12.1: with %s (%#), compat %d', (_, call, compat, expire) => {
    expect(toldBy(call, { compat })).toEqual([[['t'], expire]])
  })

  it('§12.1: the harder of two wins, the same twice is one', () => {
    const told = toldBy(() => {
      revalidateTag('t', 'max')
      revalidateTag('t', { expire: 9 })
      revalidateTag('u')
      revalidateTag('u', 'max')
      revalidateTag('t', 'max')
    })
    expect(told).toEqual([
      [['t'], 9],
      [['u'], undefined],
    ])
  })

  it('§12.1: an unknown profile is told of, and in exact parity not heeded', () => {
    const call = () => revalidateTag('t', 'nope')
    expect(toldBy(call, { parity: 'exact' })).toEqual([])
    expect(warnings()).toEqual([
      'Invalid profile provided "nope" must be configured under cacheLife in next.config or be "max"',
    ])
  })

  it('encodes what a header could not carry, commas stay', () => {
    expect(toldBy(() => revalidateTag('ü,1', 'max'))).toEqual([[['%C3%BC,1'], YEAR]])
  })

  it('bad input: a tag of 300 characters is not heeded, with a warning', () => {
    expect(toldBy(() => revalidateTag('x'.repeat(300), 'max'))).toEqual([])
    expect(warnings()[0]).toContain('which exceeded max length of 256')
  })

  it.each<[string, () => void, string]>([
    [
      'no tag',
      () => revalidateTag(undefined as never),
      'revalidateTag takes a string, got undefined',
    ],
    ['a number', () => revalidateTag('t', 5 as never), 'Invalid `cacheLife()` option.'],
    [
      'a time that is none',
      () => revalidateTag('t', { expire: '5' } as never),
      'The expire option must be a number of seconds.',
    ],
    [
      'an end before the renewal',
      () => revalidateTag('t', { revalidate: 9, expire: 5 } as never),
      'If providing both the revalidate and expire options',
    ],
  ])('bad input: refuses %s', (_, call, message) => {
    expect(() => toldBy(call)).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_ARGUMENT',
        message: expect.stringContaining(message),
      }),
    )
  })

  it.each<[Compat, number]>([
    [16, 1],
    [15, 0],
    [14, 0],
  ])('the call with one argument is deprecated in 16 (compat %d)', (compat, times) => {
    toldBy(() => revalidateTag('t'), { compat })
    expect(warnings()).toHaveLength(times)
  })

  it('outside of a request fails in Next.js’s words', () => {
    expect(() => revalidateTag('x')).toThrow(
      'Invariant: static generation store missing in revalidateTag("x")',
    )
  })

  it('does nothing where the cache is off', () => {
    const scope = scopeOf()
    expect(() => runInScope(scope, () => revalidateTag('t', 'max'))).not.toThrow()
    expect(settleRevalidation(scope)).toBeUndefined()
  })

  it.each<[Compat, string]>([
    [16, 'revalidateTag("t")'],
    [15, 'revalidateTag t'],
  ])('§12.1: makes a GET that could be cached dynamic (compat %d)', (compat, expression) => {
    const refuse = jest.fn()
    toldBy(() => revalidateTag('t', 'max'), { compat, generation: { refuse } })
    expect(refuse).toHaveBeenCalledWith(expression)
  })
})

describe('revalidatePath()', () => {
  const tagsOf = (...args: Parameters<typeof revalidatePath>) =>
    toldBy(() => revalidatePath(...args)).flatMap(([tags]) => tags)

  it.each<[string, 'layout' | 'page' | undefined, string[]]>([
    ['/blog', undefined, ['_N_T_/blog']],
    ['/blog/', undefined, ['_N_T_/blog']],
    ['/', undefined, ['_N_T_/', '_N_T_/index']],
    ['/index', undefined, ['_N_T_/', '_N_T_/index']],
    ['/', 'layout', ['_N_T_/layout']],
    ['/blog/', 'layout', ['_N_T_/blog/layout']],
    ['/p/[id]', 'layout', ['_N_T_/p/[id]/layout']],
    ['/p/[id]', 'page', ['_N_T_/p/[id]/page']],
    ['/a b', undefined, ['_N_T_/a%20b']],
    ['/a%20b', undefined, ['_N_T_/a%20b']],
    ['/%61', undefined, ['_N_T_/a']],
    ['/ü', undefined, ['_N_T_/%C3%BC']],
    ['/%zz', undefined, ['_N_T_/%zz']],
  ])('§7.2: %s, %s → %j', (path, type, tags) => {
    expect(tagsOf(path, type)).toEqual(tags)
  })

  it.each([
    ['/p/[id]', { id: 'a/b' }, '/p/a%2Fb'],
    ['/p/[id]', { id: 'ü' }, '/p/ü'],
    ['/a@b', undefined, '/a@b'],
    ['/a b', undefined, '/a%20b'],
    ['/', undefined, '/'],
  ])('names a path as its answers do: %s with %j as %s', (pattern, params, path) => {
    const match = { route: { pattern }, params } as never
    const tags = implicitTags(`${pattern === '/' ? '' : pattern}/route`, concretePath(match))
    expect(tags).toEqual(expect.arrayContaining(tagsOf(path)))
  })

  it('a route without a type warns, as Next.js does', () => {
    tagsOf('/p/[id]')
    expect(warnings()[0]).toContain(
      'a dynamic page path "/p/[id]" was passed to "revalidatePath", but the "type" parameter is missing.',
    )
  })

  it('bad input: a path of 1,025 characters is not heeded, with a warning', () => {
    expect(tagsOf(`/${'x'.repeat(1024)}`)).toEqual([])
    expect(warnings()[0]).toContain('which exceeded max length of 1024')
  })

  it('bad input: refuses what is no path', () => {
    expect(() => tagsOf(1 as never)).toThrow('revalidatePath takes a string, got number')
  })
})

describe('the names of 15', () => {
  it('invalidate at once', () => {
    const told = toldBy(
      () => {
        unstable_expireTag('a', 'b')
        unstable_expirePath('/blog', 'layout')
      },
      { compat: 15 },
    )
    expect(told).toEqual([[['a', 'b', '_N_T_/blog/layout'], undefined]])
  })

  it.each<[Compat, () => void]>([
    [14, () => unstable_expireTag('a')],
    [16, () => unstable_expireTag('a')],
    [16, () => unstable_expirePath('/a')],
  ])('are not there in %d', (compat, call) => {
    expect(() => toldBy(call, { compat })).toThrow(
      expect.objectContaining({ code: 'RH_NOT_SUPPORTED' }),
    )
  })

  it('outside of a request fail as the others do', () => {
    expect(() => unstable_expireTag('a')).toThrow('Invariant: static generation store missing')
  })
})

describe('telling the tags', () => {
  const inRequest = (tier?: CacheTier) => {
    const caching = cachingOf({ cache: cacheOf(tier ? { tier } : {}) })
    const scope = scopeOf('', { caching: () => caching })
    runInScope(scope, () => revalidateTag('t', 'max'))
    return scope
  }

  it('takes no time where they are in memory', () => {
    expect(settleRevalidation(inRequest())).toBeUndefined()
  })

  it('is waited for where others share them', async () => {
    let isTold = false
    const scope = inRequest(
      slowTier(async () => {
        await new Promise(setImmediate)
        isTold = true
      }),
    )
    await settleRevalidation(scope)
    expect(isTold).toBe(true)
  })
})

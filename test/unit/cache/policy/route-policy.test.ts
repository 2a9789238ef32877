import { type PolicyInput, routePolicy } from '../../../../src/cache/policy/route-policy'

const FOR_EVER = Number.POSITIVE_INFINITY

interface File {
  readonly methods?: readonly string[]
  readonly config?: PolicyInput['config']
  readonly hasParams?: boolean
  readonly hasStaticParams?: boolean
  readonly cacheWithOtherMethods?: boolean
  readonly parity?: 'improved' | 'exact'
}

function policyOf(file: File, compat: 14 | 15 | 16) {
  const { methods = ['GET'], config = {}, hasParams = false, hasStaticParams = false } = file
  const policy = routePolicy({
    ...{ compat, config, hasParams, hasStaticParams, methods: new Set(methods) },
    cacheWithOtherMethods: file.cacheWithOtherMethods ?? true,
    parity: file.parity ?? 'improved',
  })
  return typeof policy === 'string' ? policy : policy.revalidate
}

const SAME = 'same'

describe('the GET of a route file', () => {
  it.each<[string, File, string | number, string | number]>([
    ['no GET', { methods: ['POST'] }, 'no GET', SAME],
    ['nothing', {}, 'not asked for', FOR_EVER],
    ['force-static', { config: { dynamic: 'force-static' } }, FOR_EVER, SAME],
    ["dynamic = 'error'", { config: { dynamic: 'error' } }, FOR_EVER, SAME],
    [
      'force-dynamic',
      { config: { dynamic: 'force-dynamic', revalidate: 60 } },
      'force-dynamic',
      SAME,
    ],
    ['revalidate = 60', { config: { revalidate: 60 } }, 60, SAME],
    ['revalidate = false', { config: { revalidate: false } }, FOR_EVER, SAME],
    ['revalidate = 0', { config: { revalidate: 0 } }, 'revalidate 0', SAME],
    [
      'revalidate = 0 and force-static',
      { config: { revalidate: 0, dynamic: 'force-static' } },
      'revalidate 0',
      SAME,
    ],
    ['the edge runtime', { config: { runtime: 'edge', revalidate: 60 } }, 'edge', SAME],
    [
      'revalidate alone, with a parameter',
      { config: { revalidate: 60 }, hasParams: true },
      'no generateStaticParams',
      SAME,
    ],
    [
      'force-static, with a parameter',
      { config: { dynamic: 'force-static' }, hasParams: true },
      FOR_EVER,
      SAME,
    ],
    ['generateStaticParams', { hasParams: true, hasStaticParams: true }, FOR_EVER, SAME],
    ['revalidate beside POST', { methods: ['GET', 'POST'], config: { revalidate: 60 } }, 60, SAME],
    ['nothing, beside POST', { methods: ['GET', 'POST'] }, 'not asked for', 'other methods'],
    [
      "revalidate beside POST, where Next.js's builds are followed",
      { methods: ['GET', 'PUT'], config: { revalidate: 60 }, cacheWithOtherMethods: false },
      'other methods',
      SAME,
    ],
    ['an own HEAD', { methods: ['GET', 'HEAD'], config: { revalidate: 60 } }, 60, SAME],
  ])('of a file that exports %s is cached or not as in each version', (_, file, since15, in14) => {
    expect(policyOf(file, 16)).toBe(since15)
    expect(policyOf(file, 15)).toBe(since15)
    expect(policyOf(file, 14)).toBe(in14 === SAME ? since15 : in14)
  })
})

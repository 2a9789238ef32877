/** Which calls of `fetch` are stored, and for how long: the table of each Next.js version. */
import {
  type Asked,
  type Decision,
  decide,
  type Surroundings,
} from '../../../../src/cache/fetch/decision'

const NEVER = Number.POSITIVE_INFINITY

const PLAIN: Asked = {
  cache: undefined,
  revalidate: undefined,
  hasCredentials: false,
  method: 'GET',
  isRequest: false,
  url: 'http://origin/a',
}

const ROUTE: Surroundings = {
  compat: 16,
  route: '/r',
  dynamic: undefined,
  fetchCache: undefined,
  isNoStore: false,
  revalidate: NEVER,
}

const decided = (asked: Partial<Asked>, route: Partial<Surroundings> = {}): Decision =>
  decide({ ...PLAIN, ...asked }, { ...ROUTE, ...route })

interface Row {
  readonly what: string
  readonly asked?: Partial<Asked>
  readonly route?: Partial<Surroundings>
  /** Seconds from 15 on, and in 14 where that differs. */
  readonly seconds: number
  readonly in14?: number
  /** Without consequences for the answer. */
  readonly automatic?: boolean
}

const rows: readonly Row[] = [
  // 2: what the call says
  { what: 'force-cache', asked: { cache: 'force-cache' }, seconds: NEVER },
  { what: 'no-store', asked: { cache: 'no-store' }, seconds: 0 },
  { what: 'no-cache', asked: { cache: 'no-cache' }, seconds: 0 },
  { what: 'revalidate: 60', asked: { revalidate: 60 }, seconds: 60 },
  { what: 'revalidate: 0', asked: { revalidate: 0 }, seconds: 0 },
  { what: 'revalidate: 0.5', asked: { revalidate: 0.5 }, seconds: 0.5 },
  { what: 'revalidate: false', asked: { revalidate: false }, seconds: NEVER },
  { what: 'revalidate: Infinity', asked: { revalidate: NEVER }, seconds: NEVER },
  {
    what: 'force-cache and revalidate: 60',
    asked: { cache: 'force-cache', revalidate: 60 },
    seconds: 60,
  },
  {
    what: 'a POST that asks for it',
    asked: { method: 'POST', revalidate: 60 },
    seconds: 60,
  },
  {
    what: 'credentials that ask for it',
    asked: { hasCredentials: true, revalidate: 60 },
    route: { revalidate: 0 },
    seconds: 60,
  },
  // 2: what the route says
  {
    what: 'revalidate: 60 under force-no-store',
    asked: { revalidate: 60 },
    route: { fetchCache: 'force-no-store' },
    seconds: 0,
  },
  {
    what: 'force-cache under force-no-store, which Next.js does not overrule',
    asked: { cache: 'force-cache' },
    route: { fetchCache: 'force-no-store' },
    seconds: NEVER,
  },
  {
    what: 'revalidate: 60 under only-no-store',
    asked: { revalidate: 60 },
    route: { fetchCache: 'only-no-store' },
    seconds: 0,
  },
  // 2b
  {
    what: 'nothing under force-dynamic',
    route: { dynamic: 'force-dynamic' },
    seconds: 0,
    in14: NEVER,
  },
  {
    what: 'revalidate: 60 under force-dynamic',
    asked: { revalidate: 60 },
    route: { dynamic: 'force-dynamic' },
    seconds: 60,
  },
  {
    what: 'nothing under force-dynamic with fetchCache of its own',
    route: { dynamic: 'force-dynamic', fetchCache: 'default-cache' },
    seconds: NEVER,
  },
  // 4
  { what: 'nothing under force-cache', route: { fetchCache: 'force-cache' }, seconds: NEVER },
  {
    what: 'revalidate: 0 under force-cache',
    asked: { revalidate: 0 },
    route: { fetchCache: 'force-cache' },
    seconds: NEVER,
  },
  {
    what: 'no-store under force-cache',
    asked: { cache: 'no-store' },
    route: { fetchCache: 'force-cache' },
    seconds: NEVER,
  },
  {
    what: 'revalidate: 60 under force-cache',
    asked: { revalidate: 60 },
    route: { fetchCache: 'force-cache' },
    seconds: 60,
  },
  // 5
  { what: 'nothing under default-cache', route: { fetchCache: 'default-cache' }, seconds: NEVER },
  {
    what: 'nothing under default-cache after unstable_noStore()',
    route: { fetchCache: 'default-cache', isNoStore: true },
    seconds: 0,
    in14: NEVER,
  },
  // 6
  {
    what: 'nothing under default-no-store',
    route: { fetchCache: 'default-no-store' },
    seconds: 0,
  },
  {
    what: 'revalidate: 60 under default-no-store',
    asked: { revalidate: 60 },
    route: { fetchCache: 'default-no-store' },
    seconds: 60,
  },
  // 7
  { what: 'nothing after unstable_noStore()', route: { isNoStore: true }, seconds: 0 },
  {
    what: 'revalidate: 60 after unstable_noStore()',
    asked: { revalidate: 60 },
    route: { isNoStore: true },
    seconds: 60,
  },
  // 9
  { what: 'nothing under auto', route: { fetchCache: 'auto' }, seconds: NEVER },
  { what: 'nothing under only-cache', route: { fetchCache: 'only-cache' }, seconds: NEVER },
  {
    what: 'nothing under auto, where the route lives 30 seconds',
    route: { fetchCache: 'auto', revalidate: 30 },
    seconds: 30,
  },
  {
    what: 'nothing under auto in a route that is dynamic',
    route: { fetchCache: 'auto', revalidate: 0 },
    seconds: 0,
  },
  { what: 'reload, as Next.js does', asked: { cache: 'reload' }, seconds: NEVER },
]

const versions = [16, 15, 14] as const
const cases = rows.flatMap(row =>
  versions.map(compat => ({
    ...row,
    compat,
    expected: compat === 14 ? (row.in14 ?? row.seconds) : row.seconds,
  })),
)

describe('a fetch', () => {
  it.each(cases)('in $compat, $what: $expected seconds', ({ asked, route, compat, expected }) => {
    // In 14 only one of the two is heard, which has tests of its own.
    const isBoth = asked?.cache !== undefined && asked.revalidate !== undefined
    const said = compat === 14 && isBoth ? { ...asked, cache: undefined } : asked
    expect(decided(said ?? {}, { ...route, compat }).seconds).toBe(expected)
  })

  it.each([15, 16] as const)('in %s that says nothing is not stored (step 8)', compat => {
    const expected = { seconds: 0, isAutomatic: true }
    expect(decided({}, { compat })).toEqual(expected)
    expect(decided({ cache: 'default' }, { compat })).toEqual(expected)
    expect(decided({ cache: 'default', isRequest: true }, { compat, revalidate: 5 })).toEqual(
      expected,
    )
  })

  it('in 14 that says nothing lives as long as the route (step 9)', () => {
    expect(decided({}, { compat: 14 })).toEqual({ seconds: NEVER, isAutomatic: true })
    expect(decided({}, { compat: 14, revalidate: 30 }).seconds).toBe(30)
    expect(decided({}, { compat: 14, revalidate: 0 })).toEqual({ seconds: 0, isAutomatic: true })
    expect(decided({ method: 'POST' }, { compat: 14 }).seconds).toBe(NEVER)
    expect(decided({ hasCredentials: true }, { compat: 14 }).seconds).toBe(NEVER)
  })

  it.each(versions)('in %s that no other may use is not stored in a dynamic route', compat => {
    const dynamic = { compat, fetchCache: 'auto', revalidate: 0 } as const
    const expected = { seconds: 0, isAutomatic: true }
    expect(decided({ hasCredentials: true }, dynamic)).toEqual(expected)
    expect(decided({ method: 'post' }, dynamic)).toEqual(expected)
  })

  it.each([
    { cache: 'force-cache', revalidate: 0 },
    { cache: 'no-store', revalidate: 60 },
    { cache: 'no-store', revalidate: false },
  ])('that contradicts itself (%j) says nothing, and is told so (step 1)', asked => {
    for (const compat of [15, 16] as const) {
      expect(decided(asked, { compat })).toEqual({
        seconds: 0,
        isAutomatic: true,
        warning: `Specified "cache: ${asked.cache}" and "revalidate: ${asked.revalidate}", only one should be specified.`,
      })
    }
  })

  it('in 14 is heard by its revalidate alone where it says both (step 1)', () => {
    expect(decided({ cache: 'no-store', revalidate: 60 }, { compat: 14 })).toEqual({
      seconds: 60,
      isAutomatic: false,
      warning:
        'fetch for http://origin/a on /r specified "cache: no-store" and "revalidate: 60", only one should be specified.',
    })
    const ofRequest = { cache: 'default', revalidate: 60, isRequest: true }
    expect(decided(ofRequest, { compat: 14 })).toEqual({ seconds: 60, isAutomatic: false })
  })

  it.each(versions)('in %s that the route forbids is an error (step 3)', compat => {
    expect(() =>
      decided({ cache: 'force-cache' }, { compat, fetchCache: 'only-no-store' }),
    ).toThrow(
      "cache: 'force-cache' used on fetch for http://origin/a with 'export const fetchCache = 'only-no-store'",
    )
    expect(() => decided({ cache: 'no-store' }, { compat, fetchCache: 'only-cache' })).toThrow(
      "cache: 'no-store' used on fetch for http://origin/a with 'export const fetchCache = 'only-cache'",
    )
  })

  it.each([-1, Number.NaN, '60', null, {}, true])('refuses revalidate: %p', revalidate => {
    expect(() => decided({ revalidate })).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_ARGUMENT',
        message: `Invalid revalidate value "${String(revalidate)}" on "/r", must be a non-negative number or false`,
      }),
    )
  })

  it('tells what was asked for from what happens by itself', () => {
    expect(decided({ cache: 'no-store' }).isAutomatic).toBe(false)
    expect(decided({}, { fetchCache: 'default-no-store' }).isAutomatic).toBe(false)
    expect(decided({}, { isNoStore: true, fetchCache: 'auto' }).isAutomatic).toBe(false)
    expect(decided({}).isAutomatic).toBe(true)
  })
})

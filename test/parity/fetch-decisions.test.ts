/** The decisions of `fetch` against those of Next.js's own source, for all that a call can say. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type Asked, decide, type Surroundings } from '../../src/cache/fetch/decision'
import { passLife } from '../../src/cache/fetch/effects'
import { RouteGeneration } from '../../src/cache/policy/route-generation'
import { cacheOf, cachingOf } from '../unit/next/caching-of'
import { installNext } from './next-server'

type Compat = Surroundings['compat']

interface Call extends Pick<Asked, 'cache' | 'hasCredentials' | 'method' | 'isRequest'> {
  readonly revalidate: number | false | undefined
  readonly dynamic: 'force-dynamic' | 'force-static' | undefined
  readonly fetchCache: Surroundings['fetchCache']
  readonly isNoStore: boolean
  readonly routeRevalidate: number | 'never'
  /** Whether an answer that may be stored is being made. */
  readonly isGenerated: boolean
}

interface Outcome {
  readonly seconds?: number | 'never'
  readonly error?: string
  /** Seconds that the answer may live; 0 for one request. */
  readonly life?: number | 'never'
}

const VALUES: { readonly [Key in keyof Call]: ReadonlyArray<Call[Key]> } = {
  cache: [undefined, 'default', 'force-cache', 'no-store', 'no-cache', 'reload'],
  revalidate: [undefined, 0, 5, false],
  fetchCache: [
    ...[undefined, 'auto', 'default-cache', 'only-cache', 'force-cache', 'force-no-store'],
    ...['default-no-store', 'only-no-store'],
  ] as Array<Call['fetchCache']>,
  dynamic: [undefined, 'force-dynamic', 'force-static'],
  isNoStore: [false, true],
  hasCredentials: [false, true],
  method: ['GET', 'POST'],
  isRequest: [false, true],
  routeRevalidate: ['never', 30, 0],
  isGenerated: [true, false],
}

function allCalls(): Call[] {
  let calls: object[] = [{}]
  for (const [name, values] of Object.entries(VALUES)) {
    calls = calls.flatMap(call => values.map(value => ({ ...call, [name]: value })))
  }
  return (calls as Call[]).filter(exists)
}

/** A request that is no generation is only made where a route is dynamic. */
function exists({ dynamic, routeRevalidate, isGenerated }: Call): boolean {
  return isGenerated
    ? dynamic !== 'force-dynamic'
    : dynamic !== 'force-static' && routeRevalidate === 'never'
}

const FOLDERS: Readonly<Record<Compat, string>> = {
  14: join(__dirname, 'cached/next-14'),
  15: join(__dirname, 'cached/next-15'),
  16: __dirname,
}

function theirs(compat: Compat, calls: readonly Call[]): Outcome[] {
  installNext(FOLDERS[compat])
  const script = join(__dirname, 'fetch-decisions.cjs')
  const options = { input: JSON.stringify(calls), maxBuffer: 64 * 1024 * 1024 }
  const out = execFileSync(process.execPath, [script, FOLDERS[compat], String(compat)], options)
  return JSON.parse(out.toString())
}

const cache = cacheOf()

const secondsOf = (value: number | 'never'): number => (value === 'never' ? Infinity : value)
const named = (value: number): number | 'never' => (value === Infinity ? 'never' : value)

function ours(compat: Compat, call: Call): Outcome {
  const { dynamic, fetchCache, isNoStore, isGenerated } = call
  const asked: Asked = {
    ...call,
    // Nobody sees that the platform has filled it in.
    cache: call.cache ?? (call.isRequest ? 'default' : undefined),
    url: 'http://origin/a',
  }
  const revalidate = secondsOf(call.routeRevalidate)
  const generation = isGenerated ? generationOf(dynamic, revalidate) : undefined
  try {
    const route = { compat, route: '/r', dynamic, fetchCache, isNoStore, revalidate }
    const decision = decide(asked, route)
    passLife(decision, asked, cachingOf({ cache, compat, generation }))
    const life = generation?.isDynamic ? 0 : (generation?.life.revalidate ?? Infinity)
    return { seconds: named(decision.seconds), life: named(life) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

function generationOf(dynamic: Call['dynamic'], revalidate: number): RouteGeneration {
  return new RouteGeneration({
    policy: { visibility: dynamic === 'force-static' ? dynamic : 'auto', revalidate } as never,
    ...{ pathname: '/r', implicitTags: [], expireTime: 31_536_000, background: false },
    onDynamic: () => {},
  })
}

describe.each([14, 15, 16] as const)('Next.js %i', compat => {
  const calls = allCalls()
  let pairs: Array<{ call: Call; next: Outcome; own: Outcome }>

  beforeAll(() => {
    const outcomes = theirs(compat, calls)
    pairs = calls.map((call, at) => ({ call, next: outcomes[at]!, own: ours(compat, call) }))
  }, 300_000)

  it('refuses the same calls, in the same words', () => {
    const refused = pairs.filter(({ next }) => next.error !== undefined)
    expect(refused.length).toBeGreaterThan(100)
    expect(pairs.filter(({ next, own }) => next.error !== own.error)).toEqual([])
  })

  it('stores the same calls for as long', () => {
    // Where it gives a generation up, it does not say what it would have stored.
    const told = pairs.filter(({ next }) => next.seconds !== undefined)
    expect(told.length).toBeGreaterThan(5000)
    expect(told.filter(({ next, own }) => next.seconds !== own.seconds)).toEqual([])
  })

  it('lets no answer live shorter than we do', () => {
    const lives = pairs.filter(({ call, next }) => call.isGenerated && next.life !== undefined)
    const longer = lives.filter(
      ({ next, own }) => secondsOf(own.life ?? 0) > secondsOf(next.life ?? 0),
    )
    expect(longer).toEqual([])
  })

  it('lets answers live longer only where a call contradicts itself or its route', () => {
    const lives = pairs.filter(({ call, next }) => call.isGenerated && next.life !== undefined)
    const shorter = lives.filter(({ next, own }) => next.life !== own.life)
    const other = shorter.filter(({ call: { cache, revalidate, fetchCache } }) => {
      const isOverruled = fetchCache?.includes('force') || fetchCache?.includes('only')
      const isBoth = cache !== undefined && revalidate !== undefined
      return !isOverruled && !isBoth
    })
    expect(other).toEqual([])
  })
})

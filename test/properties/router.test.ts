/**
 * Property 4 of reliability 5.4: on random trees and paths the router equals its definition, and a
 * path that is ten times as long takes at most fifteen times as long.
 */
import fc from 'fast-check'
import { answerOf, routerOf } from '../unit/router/files'
import { answerBy, clash, type Pattern, patternOf } from './route-reference'
import { happened, holds } from './runs'

const DIRECTORIES =
  'a|b|A|c.d|한|sp ace|a+b|100%|constructor|%5Fu|pre-[x]|(.)a|(g)|@s|_p|[x]|[y]|[z]|[%5Fw]'.split(
    '|',
  )
const LAST = [...DIRECTORIES, '[...r]', '[...q]', '[[...o]]', '[[...n]]']
const RAW = [
  ...'a|b|A|c.d|%61|a+b|a%2Bb|%ED%95%9C|%ed%95%9c|sp%20ace|100%25|_u|%5Fu|(.)a|pre-%5bx%5D'.split(
    '|',
  ),
  ...'constructor|__proto__||||.|..|%2e|.%2E|...|a%2Fb|%252F|a%00b|a%5cb|a\\b|\\|..\\'.split('|'),
  ...'%|%E0%A4%A|%C0%AE|x;y|[x]|pre-[x]|pre-[x%5D'.split('|'),
]

const file = fc
  .tuple(
    fc.array(fc.constantFrom(...DIRECTORIES), { maxLength: 3 }),
    fc.array(fc.constantFrom(...LAST), { maxLength: 1 }),
  )
  .map(([above, last]) => [...above, ...last, 'route'].join('/'))
const path = fc
  .tuple(fc.array(fc.constantFrom(...RAW), { maxLength: 5 }), fc.constantFrom('', '/'))
  .map(([segments, slash]) => `/${segments.join('/')}${slash}`)
/** What may follow the path in a request target, and is not read. */
const tail = fc.constantFrom('', '?', '?q=/../a', '#', '#//a?b', '?a#\\')
const settings = fc.record({
  trailingSlash: fc.constantFrom('ignore' as const, 'redirect' as const, 'strict' as const),
  parity: fc.constantFrom('improved' as const, 'exact' as const),
})

const seen = { clashes: 0, matches: 0, refusals: 0 }

/** Takes the files one by one; what clashes must be refused, and is left out. */
function accept(files: readonly string[]): { accepted: string[]; patterns: Pattern[] } {
  const accepted: string[] = []
  const patterns: Pattern[] = []
  for (const source of files) {
    const pattern = patternOf(source)
    if (pattern && clash([...patterns, pattern])) {
      seen.clashes++
      expect(() => routerOf([...accepted, source])).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^RH_(ROUTE_CONFLICT|INVALID_SEGMENT)$/),
        }),
      )
      continue
    }
    accepted.push(source)
    if (pattern) patterns.push(pattern)
  }
  return { accepted, patterns }
}

holds(
  'router',
  'property 4: the router equals the reference, conflicts included',
  fc.property(
    fc.uniqueArray(file, { minLength: 1, maxLength: 8 }),
    fc.array(path, { minLength: 1, maxLength: 12 }),
    tail,
    settings,
    (files, paths, behind, options) => {
      const { accepted, patterns } = accept(files)
      const router = routerOf(accepted, options)
      for (const raw of paths) {
        const expected = answerBy(patterns, raw, options)
        if (expected) seen['refused' in expected ? 'refusals' : 'matches']++
        expect([raw, answerOf(router, raw + behind)]).toEqual([raw, expected])
      }
    },
  ),
)

happened('router', 'property 4: trees clashed, paths matched and were refused', seen, 0.1)

/** Milliseconds of the fastest of several rounds: what else the machine does only adds. */
function fastest(works: ReadonlyArray<() => unknown>): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 10; round++) {
    for (const [index, work] of works.entries()) {
      const since = performance.now()
      work()
      best[index] = Math.min(best[index]!, performance.now() - since)
    }
  }
  return best
}

function times(count: number, match: () => unknown): () => void {
  return () => {
    for (let i = 0; i < count; i++) match()
  }
}

test('property 4: time grows no faster than the path', () => {
  const property = fc.property(
    fc.uniqueArray(file, { minLength: 1, maxLength: 8 }),
    fc.array(fc.constantFrom('a', 'b', 'c.d', '%61', 'a%2Fb', 'zz'), {
      minLength: 1,
      maxLength: 4,
    }),
    (files, names) => {
      const router = routerOf(accept(files).accepted)
      const part = `/${names.join('/')}`
      // Node takes paths of 16 kB.
      const path = part.repeat(Math.ceil(1_500 / part.length))
      const long = path.repeat(10)
      // As much text both times, so that the collector has the same share in both.
      const works = [times(200, () => router.match(path)), times(20, () => router.match(long))]
      const ratio = () => {
        const [short, tenTimes] = fastest(works)
        // Below the resolution of the clock nothing can be said.
        return tenTimes! / Math.max(short!, 0.05)
      }
      // What is quadratic is so each time; a busy machine is not.
      const linear = Array.from({ length: 5 }).some(() => ratio() < 1.5)
      expect({ files, names, linear }).toEqual({ files, names, linear: true })
    },
  )
  fc.assert(property, { numRuns: 25 })
})

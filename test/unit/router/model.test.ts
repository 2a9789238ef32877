/** Property 4 of reliability 5.4: on random trees and paths the router equals its definition. */
import fc from 'fast-check'
import { answerOf, routerOf } from './files'
import { answerBy, clash, type Pattern, patternOf } from './reference'

const RUNS = 2000

const DIRECTORIES =
  'a|b|c.d|한|sp ace|a+b|100%|constructor|%5Fu|pre-[x]|(.)a|(g)|@s|_p|[x]|[y]|[z]|[%5Fw]'.split('|')
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

test('property 4: the router equals the reference, conflicts included', () => {
  const property = fc.property(
    fc.uniqueArray(file, { minLength: 1, maxLength: 8 }),
    fc.array(path, { minLength: 1, maxLength: 12 }),
    settings,
    (files, paths, options) => {
      const { accepted, patterns } = accept(files)
      const router = routerOf(accepted, options)
      for (const raw of paths) {
        const expected = answerBy(patterns, raw, options)
        if (expected) seen['refused' in expected ? 'refusals' : 'matches']++
        expect([raw, answerOf(router, raw)]).toEqual([raw, expected])
      }
    },
  )
  // On failure fast-check prints the seed and the smallest counterexample.
  fc.assert(property, { numRuns: RUNS })
  // The generators must not drift into cases where nothing happens.
  expect(Math.min(seen.clashes, seen.matches, seen.refusals)).toBeGreaterThan(RUNS / 10)
})

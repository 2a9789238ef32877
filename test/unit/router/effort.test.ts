/**
 * Rows 35, 36 and 238: what a lookup costs. Node visits are counted, by the lookups of static
 * children, because a count does not depend on the machine.
 */
import { StaticEdges } from '../../../src/router/static-edges'
import { answerOf, routerOf } from './files'

function lookupsDuring(run: () => unknown): number {
  const spy = jest.spyOn(StaticEdges.prototype, 'find')
  try {
    run()
    return spy.mock.calls.length
  } finally {
    spy.mockRestore()
  }
}

/** `a/[x]/a/[x]…`: every level offers both ways, and none leads to a route but the deepest. */
function bothWays(depth: number): string[] {
  const paths: string[] = []
  for (let bits = 0; bits < 2 ** depth; bits++) {
    const segments = Array.from({ length: depth }, (_, i) => ((bits >> i) & 1 ? `[x${i}]` : 'a'))
    paths.push(`${segments.join('/')}/end/route`)
  }
  return paths
}

describe('the effort of a match', () => {
  const DEEP = 8000
  const nested = Array.from({ length: 12 }, (_, depth) => {
    const parents = Array.from({ length: depth }, (_, i) => `[p${i}]`)
    return [...parents, 'a', '[[...rest]]', 'route'].join('/')
  })

  test('row 36: 8 000 segments against nested dynamic and optional catch-all routes', () => {
    const router = routerOf(nested)
    const path = '/a'.repeat(DEEP)
    expect(lookupsDuring(() => router.match(path))).toBeLessThan(30)
    expect(answerOf(router, path)).toMatchObject({ at: '/a/[[...rest]]' })
    const started = performance.now()
    for (let i = 0; i < 20; i++) router.match(path)
    expect((performance.now() - started) / 20).toBeLessThan(20)
  })

  test('row 36: no path is too deep, and no tree', () => {
    const names = Array.from({ length: DEEP }, (_, i) => `[p${i}]`)
    const router = routerOf([`${names.join('/')}/end/route`])
    expect(answerOf(router, `${'/a'.repeat(DEEP)}/end`)).toMatchObject({ params: { p7999: 'a' } })
    expect(router.match('/a'.repeat(DEEP))).toBeUndefined()
    expect(router.match('/a'.repeat(DEEP * 2))).toBeUndefined()
  })

  test('row 36: a tree made for backtracking costs each of its nodes at most once', () => {
    const depth = 8
    const router = routerOf(bothWays(depth))
    const nodes = 2 ** (depth + 1)
    expect(lookupsDuring(() => router.match('/a'.repeat(depth + 1)))).toBeLessThanOrEqual(nodes)
    expect(lookupsDuring(() => router.match('/a'.repeat(10 * depth)))).toBeLessThanOrEqual(nodes)
  })

  test('row 35: a segment of 15 kB', () => {
    const value = 'v'.repeat(15_000)
    expect(answerOf(routerOf(['item/[slug]/route']), `/item/${value}`)).toEqual({
      at: '/item/[slug]',
      params: { slug: value },
    })
  })

  test('property 4: ten times the path costs no more node visits and at most ten times the text', () => {
    const router = routerOf(nested)
    const visits = (segments: number): number =>
      lookupsDuring(() => router.match(`/b${'/a'.repeat(segments)}/c`))
    expect(visits(1000)).toBe(visits(100))
  })

  test('row 238: depth decides, not the number of routes', () => {
    const few = routerOf(['users/[id]/route', 'r1/leaf/route'])
    const many = routerOf([
      'users/[id]/route',
      ...Array.from({ length: 20_000 }, (_, i) => `r${i}/leaf/route`),
    ])
    for (const path of ['/users/7', '/r1/leaf', '/nobody/at/home']) {
      const visits = lookupsDuring(() => few.match(path))
      expect(lookupsDuring(() => many.match(path))).toBe(visits)
    }
  })

  test('a static hit is the same answer each time, made once', () => {
    const router = routerOf(['a/b/route'])
    expect(router.match('/a/b')).toBe(router.match('/a/b'))
    expect(lookupsDuring(() => router.match('/a/b'))).toBe(0)
  })

  test("FT-1: a path that is nobody's leaves nothing behind", () => {
    const router = routerOf(['users/[id]/items/[item]/route', 'users/me/route'])
    const missed = [
      '/users/7/none',
      '/users/7/items/8/none?q=%20',
      '/a/%2f/b.css',
      '/d',
      '/USERS/me',
    ]
    const grown = (count: number): number => {
      const before = process.memoryUsage().heapUsed
      for (let i = 0; i < count; i++) router.match(missed[i % missed.length]!)
      return (process.memoryUsage().heapUsed - before) / count
    }
    grown(50_000)
    const rounds = Array.from({ length: 7 }, () => grown(50_000)).sort((a, b) => a - b)
    // The smallest object is of 16 bytes.
    expect(rounds[3]).toBeLessThan(8)
  })

  test('100 000 routes are built in seconds, not minutes', () => {
    const paths = Array.from({ length: 100_000 }, (_, i) => `api/r${i % 1000}/[id]/sub${i}/route`)
    const started = performance.now()
    const router = routerOf(paths)
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(answerOf(router, '/api/r7/42/sub7')).toMatchObject({ params: { id: '42' } })
  })
})

/** Which of several routes owns a path: next-semantics 2.1. */
import { answerOf, at, type Row, routerOf } from './files'

describe('priority', () => {
  const router = routerOf([
    'p/s/route',
    'p/[x]/route',
    'p/[...r]/route',
    'p/[[...o]]/route',
    'b/s/deep/route',
    'b/[x]/other/route',
    'b/[...r]/route',
    'c/s/t/u/route',
    'c/[x]/t/[y]/route',
    'c/[x]/[...r]/route',
    'c/[[...o]]/route',
    'n/[x]/route',
    'n/[y]/b/route',
  ])
  const rows: Row[] = [
    ['/p/s', at('/p/s'), 'static first'],
    ['/p/other', at('/p/[x]', { x: 'other' }), 'then dynamic'],
    ['/p/a/b', at('/p/[...r]', { r: ['a', 'b'] }), 'then catch-all'],
    ['/p', at('/p/[[...o]]', {}), 'then optional catch-all'],
    ['/b/s/deep', at('/b/s/deep'), 'the static branch'],
    ['/b/s/other', at('/b/[x]/other', { x: 's' }), 'back out of a static branch that ends'],
    ['/b/s/none', at('/b/[...r]', { r: ['s', 'none'] }), 'back out of two branches'],
    ['/b/s', at('/b/[...r]', { r: ['s'] }), 'a directory without a route is none'],
    ['/c/s/t/v', at('/c/[x]/t/[y]', { x: 's', y: 'v' }), 'back two levels'],
    ['/c/s/t/u/w', at('/c/[x]/[...r]', { x: 's', r: ['t', 'u', 'w'] }), 'deepest catch-all'],
    ['/c/s', at('/c/[[...o]]', { o: ['s'] }), 'the outermost catch-all'],
    ['/n/1', at('/n/[x]', { x: '1' }), 'each route keeps its own names (Next 16)'],
    ['/n/1/b', at('/n/[y]/b', { y: '1' }), 'each route keeps its own names (Next 16)'],
  ]
  test.each(rows)('%s → %j: %s', (path, expected) => {
    expect(answerOf(router, path)).toEqual(expected)
  })
})

/** What a handler gets as parameters: the decoding table of next-semantics 2.1, reliability rows 20 to 38. */
import { answerOf, at, type Row, routerOf } from './files'

describe('parameters', () => {
  const router = routerOf([
    'item/[slug]/route',
    'files/[...path]/route',
    'opt/[[...rest]]/route',
    '[a]/x/[b]/route',
  ])
  const rows: Row[] = [
    ['/item/a%20b', at('/item/[slug]', { slug: 'a b' }), 'decoded once'],
    ['/item/a%2Fb', at('/item/[slug]', { slug: 'a/b' }), 'row 21: one segment'],
    ['/item/%252F', at('/item/[slug]', { slug: '%2F' }), 'row 22'],
    ['/item/..%2Fx', at('/item/[slug]', { slug: '../x' }), 'not a traversal'],
    ['/item/a;b=1', at('/item/[slug]', { slug: 'a;b=1' }), 'row 20'],
    ['/item/%61dmin', at('/item/[slug]', { slug: 'admin' }), 'row 12: an ordinary value'],
    ['/item/__proto__', at('/item/[slug]', { slug: '__proto__' }), 'row 37'],
    ['/item/constructor', at('/item/[slug]', { slug: 'constructor' }), 'row 37'],
    ['/item/.well-known', at('/item/[slug]', { slug: '.well-known' }), 'no dot segment'],
    ['/item', undefined, '[x] is exactly one segment'],
    ['/item/a/b', undefined, '[x] is exactly one segment'],
    ['/files/a', at('/files/[...path]', { path: ['a'] }), 'one'],
    ['/files/1/2%2F3/%ED%95%9C', at('/files/[...path]', { path: ['1', '2/3', '한'] }), 'URL-10'],
    [
      '/files/__proto__/constructor',
      at('/files/[...path]', { path: ['__proto__', 'constructor'] }),
      'row 37',
    ],
    ['/files', undefined, '[...x] needs a segment'],
    ['/files/', undefined, '[...x] needs a segment'],
    ['/opt', at('/opt/[[...rest]]', {}), 'the key is absent'],
    ['/opt/', at('/opt/[[...rest]]', {}), 'the key is absent'],
    ['/opt/a/b', at('/opt/[[...rest]]', { rest: ['a', 'b'] }), 'any number'],
    ['/1/x/2', at('/[a]/x/[b]', { a: '1', b: '2' }), 'several'],
    ['/files/a%00b', { refused: 'nul' }, 'row 26'],
    ['/item/%00', { refused: 'nul' }, 'row 26'],
    ['/item/a%5cb', { refused: 'backslash' }, 'row 27'],
    ['/item/%C0%AE', { refused: 'malformed-encoding' }, 'row 25'],
    ['/item/%E0%A4%A', { refused: 'malformed-encoding' }, 'D-i'],
    ['/nobody/a%00b', undefined, 'a path of the host stays its business'],
    ['/nobody/%E0%A4%A', undefined, 'a path of the host stays its business'],
    ['/item%/a', undefined, 'a static segment is compared, not decoded'],
  ]
  test.each(rows)('%s → %j: %s', (path, expected) => {
    expect(answerOf(router, path)).toEqual(expected)
  })

  test('a static route has no params at all', () => {
    expect(routerOf(['a/route']).match('/a')).toMatchObject({ params: undefined })
  })

  test.each([
    ['/item/%00', { slug: '\0' }],
    ['/item/a%5cb', { slug: 'a\\b' }],
  ])("%s passes with parity 'exact', as in Next", (path, params) => {
    const exact = routerOf(['item/[slug]/route'], { parity: 'exact' })
    expect(answerOf(exact, path)).toEqual(at('/item/[slug]', params))
    expect(exact.match('/item/%')).toEqual({ refused: 'malformed-encoding' })
  })

  test.each(['constructor', 'toString', 'hasOwnProperty', 'then', 'refused', 'route'])(
    'row 38: [%s] is an own property of an object that inherits nothing',
    name => {
      const found = routerOf([`[${name}]/route`]).match('/v')
      const params = found && 'params' in found ? found.params : undefined
      expect(Object.entries(params ?? {})).toEqual([[name, 'v']])
      const inherited = Object.getOwnPropertyNames(Object.prototype).filter(
        other => other !== name && other in (params ?? {}),
      )
      expect(inherited).toEqual([])
    },
  )

  test('row 37: names of Object.prototype find no route', () => {
    const plain = routerOf(['a/route'])
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(plain.match(`/${name}`)).toBeUndefined()
      expect(plain.match(`/a/${name}`)).toBeUndefined()
    }
  })
})

/** From files to URLs: next-semantics 2.1, reliability rows 33 and 34. */
import { answerOf, at, type Row, routerOf } from './files'

describe('directories become URLs', () => {
  const router = routerOf([
    'route',
    '(g)/grp/route',
    '@slot/slotted/route',
    '_private/x/route',
    'a/_p/b/route',
    '%5Fpub/x/route',
    'feed/(.)foo/route',
    'pre-[x]/route',
    '[x].json/route',
    'rss.xml/route',
    '(a)/(b)/@c/deep/route',
  ])
  const rows: Row[] = [
    ['/', at('/'), 'app/route serves the root'],
    ['/grp', at('/grp'), 'a group is removed'],
    ['/slotted', at('/slotted'), 'a slot is removed'],
    ['/deep', at('/deep'), 'several of them'],
    ['/(g)/grp', undefined, 'row 33: a group is no part of the URL'],
    ['/@slot/slotted', undefined, 'row 33: nor is a slot'],
    ['/_private/x', undefined, 'row 33: private subtrees are not routed'],
    ['/a/_p/b', undefined, 'at any depth'],
    ['/_pub/x', at('/_pub/x'), '%5F begins a name with an underscore'],
    ['/%5Fpub/x', undefined, 'and is not what the URL says'],
    ['/feed/(.)foo', at('/feed/(.)foo'), 'an interception marker is literal'],
    ['/feed/foo', undefined, 'and intercepts nothing'],
    ['/pre-%5Bx%5D', at('/pre-[x]'), 'no partial parameters: a literal name'],
    ['/pre-1', undefined, 'no partial parameters'],
    ['/%5bx%5d.json', at('/[x].json'), 'no partial parameters, at the end'],
    ['/rss.xml', at('/rss.xml'), 'a dot in a name'],
    ['/rss', undefined, 'no implicit extension'],
    ['/route', undefined, 'row 34: the file name is no part of the URL'],
    ['/grp/route.ts', undefined, 'row 34'],
    ['/unknown', undefined, 'FT-1: not ours'],
    ['*', undefined, 'FT-9: the target * is never ours'],
    ['', undefined, 'not a path'],
  ]
  test.each(rows)('%s → %j: %s', (path, expected) => {
    expect(answerOf(router, path)).toEqual(expected)
  })

  test('routes carry pattern, file, Next path and parameters', () => {
    const { routes } = routerOf(['(g)/users/[id]/route', 'f/[...p]/route', 'o/[[...q]]/route'])
    expect(routes).toEqual([
      {
        pattern: '/users/[id]',
        file: '/app/(g)/users/[id]/route.ts',
        appPath: '/(g)/users/[id]/route',
        params: [{ name: 'id', kind: 'dynamic' }],
      },
      expect.objectContaining({ params: [{ name: 'p', kind: 'catch-all' }] }),
      expect.objectContaining({ params: [{ name: 'q', kind: 'optional-catch-all' }] }),
    ])
    expect(routerOf(['a/page', 'route']).routes).toMatchObject([
      { pattern: '/', appPath: '/route' },
    ])
  })
})

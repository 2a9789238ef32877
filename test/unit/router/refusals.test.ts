/** Dot segments, backslashes and empty segments: reliability rows 1, 15, 17 to 19, and 4.1. */
import { answerOf, type Row, routerOf } from './files'

describe('FT-10, D-j: paths that a guard in front may read differently', () => {
  const shop = ['admin/route', 'admin/x/route', 'item/[slug]/route', 'files/[...path]/route']
  const router = routerOf(shop)
  const rows: Row[] = [
    ['/x/../admin', { refused: 'dot-segment' }, 'row 17: the normalised path is ours'],
    ['/x/%2e%2e/admin', { refused: 'dot-segment' }, 'row 17'],
    ['/x/.%2E/admin', { refused: 'dot-segment' }, 'row 17'],
    ['/./admin', { refused: 'dot-segment' }, 'row 18'],
    ['/admin/.', { refused: 'dot-segment' }, 'row 18'],
    ['/admin/x/..', { refused: 'dot-segment' }, 'row 18'],
    ['/files/../nobody', { refused: 'dot-segment' }, 'row 17: a catch-all owns the raw path'],
    ['/item/..', { refused: 'dot-segment' }, 'the raw path is a value of [slug]'],
    ['/x\\..\\admin', { refused: 'backslash' }, 'row 19'],
    ['/admin\\x', { refused: 'backslash' }, 'row 19'],
    ['/files/a\\b', { refused: 'backslash' }, 'row 19: a catch-all owns the raw path'],
    ['/item/a\\b', { refused: 'backslash' }, 'the raw path is a value of [slug]'],
    ['/.%2e/', undefined, 'row 17: neither form is ours'],
    ['/nobody/../else', undefined, 'row 17: neither form is ours'],
    ['/nobody\\else', undefined, 'row 19: neither form is ours'],
    ['/\\admin', undefined, 'row 19: //admin, which is nobody’s'],
    ['//admin', undefined, 'row 1: an empty segment'],
    ['//evil.example/p', undefined, 'row 1'],
    ['/admin//', undefined, 'row 15'],
    ['/admin//x', undefined, 'row 15'],
    ['/files//a', undefined, 'row 15: also under a catch-all'],
    ['/files/a//b', undefined, 'row 15: also under a catch-all'],
    ['/files/a//', undefined, 'row 15: only one slash is ignored'],
    ['//', undefined, 'not the root'],
  ]
  test.each(rows)('%s → %j: %s', (path, expected) => {
    expect(answerOf(router, path)).toEqual(expected)
  })

  test('no path with an empty segment reaches a catch-all at the root', () => {
    const all = routerOf(['[[...all]]/route'])
    for (const path of ['//', '//a', '/a//b', '/a//']) expect(all.match(path)).toBeUndefined()
    expect(all.match('/a/../b')).toEqual({ refused: 'dot-segment' })
    expect(all.match('/\\a')).toEqual({ refused: 'backslash' })
  })

  const GUARD_DOES_NOT_FIRE = [
    '//admin',
    '/%61dmin',
    '/x/../admin',
    '/x/%2e%2e/admin',
    '/./admin',
    '/\\admin',
    '/admin;a=1',
    '/admin%2fx',
    '/admin%',
    '/adminx',
  ]
  test.each(GUARD_DOES_NOT_FIRE)('guard table 4.1: %s reaches nothing below /admin', path => {
    for (const compat of [14, 15, 16] as const) {
      const found = routerOf([...shop, 'admin/[x]/route', 'admin/[x]/[...y]/route'], {
        compat,
        parity: 'exact',
      }).match(path)
      expect(found && 'route' in found).not.toBe(true)
    }
  })
})

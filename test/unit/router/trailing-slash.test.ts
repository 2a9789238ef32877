/** The `trailingSlash` option: reliability 1.2, row 14. */
import { answerOf, at, routerOf } from './files'

describe('trailing slash (reliability 1.2, row 14)', () => {
  const files = ['route', 'admin/route', 'item/[slug]/route', 'files/[...path]/route']

  test("'ignore': both forms reach the same handler", () => {
    const router = routerOf(files)
    expect(router.match('/admin/')).toEqual(router.match('/admin'))
    expect(answerOf(router, '/files/a/')).toEqual(at('/files/[...path]', { path: ['a'] }))
    expect(answerOf(router, '/item/a/')).toEqual(at('/item/[slug]', { slug: 'a' }))
    expect(router.match('/')).toMatchObject({ route: { pattern: '/' } })
  })

  test("'redirect': a match with a trailing slash asks for 308", () => {
    const router = routerOf(files, { trailingSlash: 'redirect' })
    expect(router.match('/admin/')).toMatchObject({ redirect: true, params: undefined })
    expect(router.match('/item/a/')).toMatchObject({ redirect: true, params: { slug: 'a' } })
    expect(router.match('/admin')).not.toHaveProperty('redirect')
    expect(router.match('/')).not.toHaveProperty('redirect')
    expect(router.match('/admin//')).toBeUndefined()
    expect(router.match('/nobody/')).toBeUndefined()
    expect(router.match('/item/%00/')).toEqual({ refused: 'nul' })
  })

  test("'strict': only the exact form matches", () => {
    const router = routerOf(files, { trailingSlash: 'strict' })
    expect(router.match('/admin/')).toBeUndefined()
    expect(router.match('/files/a/')).toBeUndefined()
    expect(router.match('/item/%/')).toBeUndefined()
    expect(router.match('/admin')).toMatchObject({ route: { pattern: '/admin' } })
    expect(router.match('/')).toMatchObject({ route: { pattern: '/' } })
  })
})

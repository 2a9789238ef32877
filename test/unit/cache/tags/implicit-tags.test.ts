import { implicitTags, pathTags } from '../../../../src/cache/tags/implicit-tags'

describe('the tags that a route has by itself', () => {
  it('are those of its directories, of its file and of the path', () => {
    expect(implicitTags('/p/[id]/route', '/p/1')).toEqual([
      '_N_T_/layout',
      '_N_T_/p/layout',
      '_N_T_/p/[id]/layout',
      '_N_T_/p/[id]/route',
      '_N_T_/p/1',
    ])
  })

  it('name groups, which the path does not', () => {
    expect(implicitTags('/(shop)/p/route', '/p')).toContain('_N_T_/(shop)/p/layout')
  })

  it('have two names for the root', () => {
    expect(implicitTags('/route', '/')).toEqual([
      '_N_T_/layout',
      '_N_T_/route',
      '_N_T_/',
      '_N_T_/index',
    ])
    expect(pathTags('/index')).toEqual(pathTags('/'))
  })
})

/** Sources of matchers and header rules: the table follows the guides of Next.js. */
import { fillIn, matcherPattern, rulePattern } from '../../../src/proxy/path-pattern'

const NOT_STATIC = '/((?!api|_next/static|favicon.ico).*)'

describe('a matcher', () => {
  it.each([
    ['/about', '/about', true],
    ['/about', '/about/', true],
    ['/about', '/about.json', true],
    ['/about', '/About', false],
    ['/about', '/about/us', false],
    ['/', '/', true],
    ['/', '/index', true],
    ['/', '/about', false],
    ['/about/:path*', '/about', true],
    ['/about/:path*', '/about/a/b', true],
    ['/about/:path+', '/about', false],
    ['/about/:path?', '/about/a', true],
    ['/about/:path?', '/about/a/b', false],
    ['/about/(.*)', '/about/a/b', true],
    ['/user/:id(\\d{1,})', '/user/12', true],
    ['/user/:id(\\d{1,})', '/user/x', false],
    ['/(api|trpc)(.*)', '/api/a', true],
    [NOT_STATIC, '/api/a', false],
    [NOT_STATIC, '/a', true],
    [NOT_STATIC, '/', true],
    ['/:path*', '/a/b', true],
    ['/(.)photos/:id', '/.photos/1', true],
  ])('%s stands for %s: %s', (source, path, expected) => {
    expect(matcherPattern(source).test(path)).toBe(expected)
  })

  it.each([
    ['about', 'source must start with /'],
    ['/a/(b', "Invalid source '/a/(b': Unbalanced pattern at 3"],
    ['/:', "Invalid source '/:': Missing parameter name at 1"],
    [`/${'a'.repeat(4096)}`, 'exceeds max built length of 4096 for route'],
  ])('%s is refused in the words of Next.js', (source, message) => {
    expect(() => matcherPattern(source)).toThrow(message)
  })
})

describe('the source of a header rule', () => {
  it.each([
    ['/blog/:slug', '/blog/A', { slug: 'A' }],
    ['/blog/:slug', '/BLOG/a', { slug: 'a' }],
    ['/blog/:slug', '/blog/a/b', undefined],
    ['/blog/:slug*', '/blog/a/b', { slug: ['a', 'b'] }],
    ['/blog/:slug*', '/blog', {}],
    ['/post/:id(\\d+)', '/post/12', { id: '12' }],
    ['/(.*)', '/a/b', {}],
    ['/a%20b', '/a%20b', {}],
  ])('%s captures of %s: %j', (source, path, expected) => {
    expect(rulePattern(source)(path)).toEqual(expected)
  })
})

describe('a value', () => {
  it.each([
    ['plain', 'plain'],
    ['x :slug y', 'x a y'],
    ['/:all*', '/b/c'],
    ['https://h:80/:slug', 'https://h:80/a'],
    [':unknown :slugs', ':unknown :slugs'],
    [':constructor', ':constructor'],
  ])('%s is filled in: %s', (text, expected) => {
    expect(fillIn(text, { slug: 'a', all: ['b', 'c'] })).toBe(expected)
  })
})

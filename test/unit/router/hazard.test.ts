import { normalisedPath } from '../../../src/router/hazard'
import { RawPath } from '../../../src/router/raw-path'

function hazardIn(target: string) {
  const path = new RawPath(1)
  path.read(target)
  return path.hazard
}

describe('what the URL parser would rewrite', () => {
  test.each([
    ['/x/../admin', 'dot-segment'],
    ['/x/%2e%2e/admin', 'dot-segment'],
    ['/x/%2E%2e/admin', 'dot-segment'],
    ['/.%2e/', 'dot-segment'],
    ['/%2e./x', 'dot-segment'],
    ['/./admin', 'dot-segment'],
    ['/admin/.', 'dot-segment'],
    ['/admin/%2e', 'dot-segment'],
    ['/..', 'dot-segment'],
    ['/\\admin', 'backslash'],
    ['/x\\..\\admin', 'backslash'],
  ])('%s holds a %s', (path, expected) => {
    expect(hazardIn(path)).toBe(expected)
    expect(normalisedPath(path)).not.toBe(path)
  })

  test.each([
    '/',
    '/.well-known/x',
    '/...',
    '/a.b/..c/d..',
    '/%2e%2e%2e',
    '/a%2e%2e/b',
    '/%252e%252e/x',
    '/..%2Fx',
    '/a%5cb',
    '/a//b',
    '/%61dmin',
  ])('%s reads the same before and after', path => {
    expect(hazardIn(path)).toBeUndefined()
    expect(normalisedPath(path)).toBe(path)
  })

  test('row 1: a path that begins with two slashes never becomes a host', () => {
    expect(normalisedPath('//evil.example/../p')).toBe('//p')
    expect(normalisedPath('/\\evil.example/p')).toBe('//evil.example/p')
  })
})

import { RawPath } from '../../../src/router/raw-path'

function read(target: string, path = new RawPath(4)) {
  path.read(target)
  const kept = Math.min(path.count, 5)
  const names = Array.from({ length: kept }, (_, i) =>
    path.text.slice(path.startOf(i), path.endOf(i)),
  )
  return { names, path }
}

describe('a raw path', () => {
  test.each<[string, string[]]>([
    ['/', []],
    ['/?q=/a', []],
    ['/#a/b', []],
    ['/a', ['a']],
    ['/a/', ['a']],
    ['/a/?q', ['a']],
    ['/a/b?c/d', ['a', 'b']],
    ['/a#b?c', ['a']],
    ['/a?b#c', ['a']],
    ['/a//b', ['a', '', 'b']],
    ['/%ed%95/%eD', ['%ed%95', '%eD']],
    ['/%2/%zz', ['%2', '%zz']],
    ['/1/2/3/4/5/6/7', ['1', '2', '3', '4', '5']],
  ])('%s has the segments %j', (target, names) => {
    expect(read(target).names).toEqual(names)
  })

  test.each<[string, Partial<RawPath>]>([
    ['/', { count: 0, end: 1, hasTrailingSlash: false, hasEmptySegment: false }],
    ['/a/', { count: 1, end: 2, hasTrailingSlash: true, hasEmptySegment: false }],
    ['/a/?/', { count: 1, end: 2, hasTrailingSlash: true }],
    ['/a?/', { count: 1, end: 2, hasTrailingSlash: false }],
    ['//', { hasEmptySegment: true }],
    ['//a', { hasEmptySegment: true }],
    ['/a//', { hasEmptySegment: true }],
    ['/1/2/3/4/5/6//7', { hasEmptySegment: true }],
    ['/a?//', { hasEmptySegment: false }],
    ['/1/2/3/4/5/6/..', { hazard: 'dot-segment' }],
    ['/1/2/3/4/5/6\\7', { hazard: 'backslash' }],
    ['/../a\\b', { hazard: 'backslash' }],
    ['/a?../..\\', { hazard: undefined }],
    ['/a%20b', { isPlain: false }],
    ['/caf\xe9', { isPlain: false }],
    ['/a\0', { isPlain: false }],
    ['/a?%20', { isPlain: true }],
  ])('%s reads as %j', (target, expected) => {
    expect(read(target).path).toMatchObject(expected)
  })

  test('serves the next target without a trace of the one before', () => {
    const path = new RawPath(4)
    for (const target of ['/%ED//..\\x/', '/a', '/', '/b/c/d/e/f/g']) {
      expect({ ...read(target, path).path }).toEqual({ ...read(target).path })
      expect(read(target, path).names).toEqual(read(target).names)
    }
  })

  test('is given back without query and fragment', () => {
    for (const path of ['/', '/a', '/a/', '/a//', '/../a']) {
      expect(String(read(`${path}?q#f`).path)).toBe(path)
    }
  })
})

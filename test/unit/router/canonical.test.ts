import { canonicalSegment, withRawBrackets } from '../../../src/router/canonical'

describe('the canonical form of a directory name (RFC 3986 pchar)', () => {
  test.each([
    ['admin', 'admin'],
    ['A-z_0.9~', 'A-z_0.9~'],
    ["!$&'()*+,;=", "!$&'()*+,;="],
    ['a:b@c', 'a:b@c'],
    ['한글', '%ED%95%9C%EA%B8%80'],
    ['sp ace', 'sp%20ace'],
    ['100%', '100%25'],
    ['%40', '%2540'],
    ['pre-[x]', 'pre-%5Bx%5D'],
    ['a"b<c>^`{|}', 'a%22b%3Cc%3E%5E%60%7B%7C%7D'],
    ['a?b#c', 'a%3Fb%23c'],
    ['😀', '%F0%9F%98%80'],
  ])('%s is spelt %s', (name, expected) => {
    expect(canonicalSegment(name)).toBe(expected)
    expect(decodeURIComponent(expected)).toBe(name)
  })

  test('a name in NFC and the same name in NFD stay two names', () => {
    expect(canonicalSegment('\u00e9')).toBe('%C3%A9')
    expect(canonicalSegment('e\u0301')).toBe('e%CC%81')
  })
})

describe('the spelling with raw brackets (URL standard: no escape in a path)', () => {
  test.each([
    ['pre-[x]', 'pre-[x]'],
    ['[x].json', '[x].json'],
    ['한[x] y', '%ED%95%9C[x]%20y'],
    ['%5Bx%5D', '%255Bx%255D'],
    ['admin', 'admin'],
  ])('%s is spelt %s', (name, expected) => {
    expect(withRawBrackets(canonicalSegment(name))).toBe(expected)
  })
})

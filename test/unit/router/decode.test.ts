import { decodeParts, decodeValue } from '../../../src/router/decode'

describe('decoding a parameter, once', () => {
  test.each([
    ['a%20b', 'a b', 'an escaped space'],
    ['a%2Fb', 'a/b', 'an escaped slash stays inside its segment'],
    ['%ED%95%9C', '한', 'UTF-8'],
    ['a%25b', 'a%b', 'an escaped percent sign'],
    ['a+b', 'a+b', 'plus is no space in a path (row 28)'],
    ['A.b-c~', 'A.b-c~', 'unreserved characters'],
    ['a;b=1', 'a;b=1', 'matrix parameters are ordinary bytes (row 20)'],
    ['%5Bid%5D', '[id]', 'escaped brackets'],
    ['[id]', '[id]', 'raw brackets'],
    ['..%2Fx', '../x', 'no traversal: nothing here touches files'],
    ['%252F', '%2F', 'never twice (row 22)'],
    ['%25%32%46', '%2F', 'never twice, spelt otherwise (row 23)'],
    ['%F0%9F%98%80', '😀', 'outside the basic plane (row 29)'],
    ['e%CC%81', 'e\u0301', 'no Unicode normalisation (row 29)'],
    ['__proto__', '__proto__', 'a name of Object.prototype (row 37)'],
  ])('%s becomes %s: %s', (raw, expected) => {
    expect(decodeValue(raw, false)).toBe(expected)
  })

  test.each([
    ['%', 'malformed-encoding'],
    ['%E0%A4%A', 'malformed-encoding'],
    ['%zz', 'malformed-encoding'],
    ['%C0%AE', 'malformed-encoding'],
    ['%ED%A0%80', 'malformed-encoding'],
    ['%FF', 'malformed-encoding'],
    ['caf\xe9', 'malformed-encoding'],
    ['한', 'malformed-encoding'],
    ['%00', 'nul'],
    ['a%00b', 'nul'],
    ['a%5cb', 'backslash'],
    ['a%5Cb', 'backslash'],
  ])('%s is refused as %s (rows 25 to 27, D-i)', (raw, refused) => {
    expect(decodeValue(raw, false)).toEqual({ refused })
  })

  test.each([
    ['%00', '\0'],
    ['a%5cb', 'a\\b'],
  ])("%s passes with parity 'exact', as in Next", (raw, expected) => {
    expect(decodeValue(raw, true)).toBe(expected)
  })

  test("malformed escapes are refused with parity 'exact' as well", () => {
    expect(decodeValue('%E0%A4%A', true)).toEqual({ refused: 'malformed-encoding' })
  })

  test('URL-10: a catch-all is split before it is decoded', () => {
    expect(decodeParts('1/2%2F3/%ED%95%9C', false)).toEqual(['1', '2/3', '한'])
  })

  test('one bad part refuses the whole catch-all', () => {
    expect(decodeParts('1/a%00b/3', false)).toEqual({ refused: 'nul' })
  })
})

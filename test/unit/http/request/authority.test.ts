/** Rows 44 to 52 of the fault list: what a `Host` or `:authority` may be. */
import fc from 'fast-check'
import { parseAuthority } from '../../../../src/http/request/authority'

type Scheme = 'http' | 'https'

const ACCEPTED: readonly (readonly [string, string, string, Scheme?])[] = [
  ['example.com', 'example.com', 'a name'],
  ['example.com:8080', 'example.com:8080', 'with a port'],
  ['EXAMPLE.com', 'example.com', 'row 50: lower-cased'],
  ['example.com.', 'example.com.', 'row 50: the trailing dot stays'],
  ['h:', 'h', 'row 46: an empty port is the default one'],
  ['h:80', 'h', 'the default port of http is left out'],
  ['h:443', 'h', 'the default port of https is left out', 'https'],
  ['x:80', 'x:80', 'row 62: http’s port under https stays', 'https'],
  ['h:0', 'h:0', 'the lowest port'],
  ['h:65535', 'h:65535', 'the highest port'],
  ['127.0.0.1:3000', '127.0.0.1:3000', 'IPv4'],
  ['[::1]:3000', '[::1]:3000', 'row 47: bracketed IPv6'],
  ['[0:0:0:0:0:0:0:1]', '[::1]', 'IPv6 in its long form'],
  ['[::ffff:1.2.3.4]', '[::ffff:102:304]', 'IPv6 with an embedded IPv4'],
  ['xn--exmple-cua.com', 'xn--exmple-cua.com', 'row 51: punycode'],
  ['my_service', 'my_service', 'an underscore, as in container networks'],
  ['a'.repeat(63), 'a'.repeat(63), 'the longest label'],
]

const REFUSED: readonly (readonly [string, string])[] = [
  ['', 'row 42: empty'],
  ['a@evil', 'row 44: userinfo'],
  ['a:b@evil', 'row 44: userinfo with a password'],
  ['good/admin', 'row 45: a path'],
  ['good/admin?', 'row 45: a path and a query'],
  ['a?b', 'row 45: a query'],
  ['good#', 'row 45: a fragment'],
  ['good\\x', 'row 45: a backslash'],
  ['a b', 'a space'],
  ['a\tb', 'a tab'],
  ['a\u0000', 'a control character'],
  ['h:99999', 'row 46: a port out of range'],
  ['h:65536', 'row 46: one above the highest port'],
  ['h:abc', 'row 46: no number'],
  ['h:-1', 'row 46: a sign'],
  ['h:8:8', 'two ports'],
  [':80', 'a port without a name'],
  ['::1', 'IPv6 without brackets'],
  ['[::1', 'an open bracket'],
  ['[bad]', 'no address in the brackets'],
  ['[::1%eth0]', 'row 47: a zone id'],
  ['[::1]x', 'text behind the bracket'],
  ['--.80', 'row 49: ends in a number'],
  ['b.ca.8099999', 'row 49: ends in a number'],
  ['80', 'would become 0.0.0.80'],
  ['0x7f.1', 'would become 127.0.0.1'],
  ['127.1', 'would become 127.0.0.1'],
  ['1.2.3.256', 'no IPv4 address'],
  ['ex\u00e4mple.com', 'row 51: latin1'],
  ['b\u00fccher', 'row 51: IDNA must come as punycode'],
  ['%65xample.com', 'a percent-escape'],
  ['good, evil', 'a list'],
  ['a'.repeat(300), 'row 52: a label of 300'],
  ['a.'.repeat(4096), 'row 52: 8 kB'],
  [`${'a.'.repeat(127)}aa`, 'row 52: a name of 256'],
]

describe('parseAuthority(scheme, authority)', () => {
  it.each(ACCEPTED)('URL-6: %j becomes %j: %s', (authority, expected, _why, scheme = 'http') => {
    expect(parseAuthority(scheme, authority)).toBe(expected)
  })

  it.each(REFUSED.map(([authority, why]) => ({ authority, why })))(
    'URL-6: refused, $why',
    ({ authority }) => {
      expect(parseAuthority('http', authority)).toBeUndefined()
      expect(parseAuthority('https', authority)).toBeUndefined()
    },
  )

  it('URL-6: the scheme decides anew for an authority seen before', () => {
    expect(parseAuthority('http', 'same:443')).toBe('same:443')
    expect(parseAuthority('https', 'same:443')).toBe('same')
    expect(parseAuthority('http', 'same:443')).toBe('same:443')
  })

  it('R5: whatever is accepted is the host of a URL, and nothing but its host', () => {
    const part = fc.stringMatching(/^[a-z0-9.:@/?#\\[\]%_~-]{1,20}$/)
    fc.assert(
      fc.property(part, authority => {
        const accepted = parseAuthority('http', authority)
        if (accepted === undefined) return
        const url = new URL(`http://${accepted}/p?q`)
        expect(url.host).toBe(accepted)
        expect([url.pathname, url.search, url.username]).toEqual(['/p', '?q', ''])
      }),
      { numRuns: 2000 },
    )
  })
})

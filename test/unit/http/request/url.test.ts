import fc from 'fast-check'
import { parseTarget } from '../../../../src/http/request/target'
import { composeUrl } from '../../../../src/http/request/url'

const ORIGIN = 'http://host.example:3000'

const compose = (raw: string): string => composeUrl(ORIGIN, parseTarget(raw)!)

describe('composeUrl(origin, target)', () => {
  it.each([
    ['/', `${ORIGIN}/`, 'the root'],
    ['/a/b?x=1', `${ORIGIN}/a/b?x=1`, 'path and query'],
    ['/p?', `${ORIGIN}/p?`, 'row 11: an empty query stays'],
    ['/a?q=a%20b+c&q=%2B', `${ORIGIN}/a?q=a%20b+c&q=%2B`, 'URL-9, D-b: byte for byte'],
    ['/a?a=1&a=2&a[b]=1', `${ORIGIN}/a?a=1&a=2&a[b]=1`, 'URL-9: never rebuilt'],
    ['//evil.example/x', `${ORIGIN}//evil.example/x`, 'URL-4: the host stays'],
    ['/\\evil.example/x', `${ORIGIN}//evil.example/x`, 'URL-4: the host stays'],
    ['/@evil.example', `${ORIGIN}/@evil.example`, 'URL-4: no userinfo'],
    ['/a/../b/%2e%2e/c', `${ORIGIN}/c`, 'FT-10: what the standard makes of it'],
    ['/a%2fb', `${ORIGIN}/a%2fb`, 'escapes stay as they are'],
    ['/a"b?c"d', `${ORIGIN}/a%22b?c%22d`, 'what a URL cannot hold is escaped'],
    ["/a'b?c'd", `${ORIGIN}/a'b?c%27d`, 'the apostrophe differs between path and query'],
    ['/x#frag', `${ORIGIN}/x`, 'URL-8: without the fragment'],
  ])('URL-4: %j is %s (%s)', (raw, expected) => {
    expect(compose(raw)).toBe(expected)
  })

  it('URL-4: equals what new URL makes of the concatenation, and keeps the origin', () => {
    const alphabet = '/.%2eE?#&=+\\:@;[]|^`{}<>"\'~!$()*,_-aZ0 \u00e9'
    const tail = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 24 })
    fc.assert(
      fc.property(tail, text => {
        const target = parseTarget(`/${text}`)!
        const url = new URL(ORIGIN + target.path + target.search)
        expect(composeUrl(ORIGIN, target)).toBe(url.href)
        expect(url.origin).toBe(ORIGIN)
      }),
      { numRuns: 3000 },
    )
  })
})

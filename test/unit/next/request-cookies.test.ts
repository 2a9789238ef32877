import fc from 'fast-check'
import { RequestCookies } from '../../../src/next/cookies'
import { NextRequest } from '../../../src/next/request'

const request = (cookie: string) => new NextRequest('http://a.test/', { headers: { cookie } })
const entries = (cookie: string) =>
  request(cookie)
    .cookies.getAll()
    .map(({ name, value }) => `${name}=${value}`)

describe('request.cookies', () => {
  test.each<[header: string, parsed: string[], why: string]>([
    ['a=1; b=2', ['a=1', 'b=2'], 'pairs'],
    ['a=1;b=2;  c=3', ['a=1', 'b=2', 'c=3'], 'any number of spaces after the semicolon'],
    ['a=1; b=%20', ['a=1', 'b= '], 'percent-encoding is decoded'],
    ['c', ['c=true'], 'a name without = is true'],
    ['d=%E0%A4%A; a=1', ['a=1'], 'malformed encoding skips the cookie'],
    ['e="q q"', ['e="q q"'], 'quotes are kept'],
    ['a=1; z=9; a=2', ['a=2', 'z=9'], 'the last value wins, in the first place'],
    ['=x', ['=x'], 'an empty name is a name (row 241)'],
    ['f=a=b', ['f=a=b'], 'the value is everything after the first ='],
    ['__proto__=1', ['__proto__=1'], 'no name is special (row 241)'],
    ['a=1;\u00a0a=9', ['a=1', '\u00a0a=9'], 'NBSP is part of the name (row 243)'],
    ['a=\u00e9', ['a=\u00e9'], 'Latin-1 bytes are text (row 244)'],
    ['', [], 'no cookies'],
  ])('%j gives %j: %s', (header, parsed) => {
    expect(entries(header)).toEqual(parsed)
  })

  test('follows the vector observed on Next.js', () => {
    const { cookies } = request('a=1; b=%20; c; d=%E0%A4%A; e="q"; a=2; z=1')
    expect(cookies.size).toBe(5)
    expect(String(cookies)).toBe('a=2; b=%20; c=true; e=%22q%22; z=1')
    expect([...cookies][0]).toEqual(['a', { name: 'a', value: '2' }])
  })

  test('reads by name or by object', () => {
    const { cookies } = request('a=1; b=2')
    expect(cookies.get('a')).toEqual({ name: 'a', value: '1' })
    expect(cookies.get({ name: 'b', value: '' })).toEqual({ name: 'b', value: '2' })
    expect(cookies.getAll('a')).toEqual([{ name: 'a', value: '1' }])
    expect(cookies.has('c')).toBe(false)
  })

  test('is one RequestCookies, and changes show in the cookie header', () => {
    const r = request('a=1; b=2')
    expect(r.cookies).toBeInstanceOf(RequestCookies)
    expect(r.cookies).toBe(r.cookies)
    r.cookies.set('c', 'x y')
    expect(r.headers.get('cookie')).toBe('a=1; b=2; c=x%20y')
    expect(r.cookies.delete(['a', 'nope'])).toEqual([true, false])
    expect(r.headers.get('cookie')).toBe('b=2; c=x%20y')
    r.cookies.clear()
    expect(r.cookies.size).toBe(0)
  })

  test('property: what is set is what the next reader of the header parses', () => {
    const name = fc.stringMatching(/^[\w.!#$&'*+^`|~-]{1,12}$/)
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'grapheme' })), given => {
        const r = request('')
        for (const [key, value] of Object.entries(given)) r.cookies.set(key, value)
        const again = new RequestCookies(r.headers)
        expect(Object.fromEntries(again.getAll().map(c => [c.name, c.value]))).toEqual({ ...given })
      }),
    )
  })

  test('row 242: 500 cookies in 8 kB parse in time', () => {
    const header = Array.from({ length: 500 }, (_, i) => `name${i}=value${i}`).join('; ')
    expect(entries(header)).toHaveLength(500)
    expect(entries(`a=1;${' '.repeat(100_000)}b=2`)).toEqual(['a=1', 'b=2'])
  })
})

import {
  ResponseCookies as EdgeResponseCookies,
  parseSetCookie as edgeParse,
  type ResponseCookie,
  stringifyCookie,
} from '@edge-runtime/cookies'
import fc from 'fast-check'
import { ResponseCookies } from '../../../src/next/cookies'
import { NextResponse } from '../../../src/next/response'
import { parseSetCookie } from '../../../src/next/set-cookie'

const EPOCH = 'Thu, 01 Jan 1970 00:00:00 GMT'

const lines = (act: (cookies: ResponseCookies) => void, own: string[] = []) => {
  const headers = new Headers(own.map(line => ['set-cookie', line] as [string, string]))
  act(new ResponseCookies(headers))
  return headers.getSetCookie()
}

describe('ResponseCookies', () => {
  test.each<[act: (cookies: ResponseCookies) => void, line: string]>([
    [c => c.set('a', '1'), 'a=1; Path=/'],
    [c => c.set('a', 'b c;,\r\n\0😀'), 'a=b%20c%3B%2C%0D%0A%00%F0%9F%98%80; Path=/'],
    [c => c.set('a', '1', { path: '' }), 'a=1'],
    [
      c => c.set({ name: 'a', value: '1', path: '/q', expires: 0 }),
      `a=1; Path=/q; Expires=${EPOCH}`,
    ],
    [c => c.set('a', '1', { maxAge: 0 }), 'a=1; Path=/; Max-Age=0'],
    [
      c =>
        c.set('a', '1', {
          priority: 'high',
          partitioned: true,
          sameSite: 'lax',
          httpOnly: true,
          secure: true,
          domain: 'x.com',
        }),
      'a=1; Path=/; Domain=x.com; Secure; HttpOnly; SameSite=lax; Partitioned; Priority=high',
    ],
    [c => c.set('a', '1', { sameSite: true }), 'a=1; Path=/; SameSite=true'],
    [
      c => c.set(JSON.parse('{"name":"a","value":"1","__proto__":{"domain":"x.com"}}')),
      'a=1; Path=/',
    ],
    [c => c.delete('a'), `a=; Path=/; Expires=${EPOCH}`],
    [
      c => c.delete({ name: 'a', path: '/zz', domain: 'x.com' }),
      `a=; Path=/zz; Expires=${EPOCH}; Domain=x.com`,
    ],
  ])('serialises as Next.js does: %s', (act, line) => {
    expect(lines(act)).toEqual([line])
  })

  test('a truthy maxAge also sets Expires', () => {
    jest.useFakeTimers({ now: 0 })
    expect(lines(c => c.set('nr', '1', { maxAge: 10, sameSite: 'lax' }))).toEqual([
      'nr=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Max-Age=10; SameSite=lax',
    ])
    jest.useRealTimers()
  })

  test('row 251: one line for each name, and the last call wins', () => {
    expect(
      lines(c => c.set('k', '1').set('k', '2', { path: '/x' }).delete('k').set('k', '3')),
    ).toEqual(['k=3; Path=/'])
  })

  test('leaves lines that it did not set as they are, Max-Age=0 included', () => {
    const own = ['a=1; Max-Age=0; Foo=Bar', 'b=1', 'b=2; Path=/2', 'bad=%ZZ; Path=/']
    expect(lines(c => c.set('n', '1'), own)).toEqual([...own, 'n=1; Path=/'])
    expect(lines(c => c.set('b', '3'), own)).toEqual([own[0], 'b=3; Path=/', own[3]])
  })

  test('sees lines appended to the headers after it was made', () => {
    const response = new NextResponse(null)
    response.cookies.set('a', '1')
    response.headers.append('set-cookie', 'b=2')
    response.cookies.set('c', '3')
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2', 'c=3; Path=/'])
    expect(response.cookies.getAll().map(c => c.name)).toEqual(['a', 'b', 'c'])
  })

  test('gives back what was set', () => {
    const response = new NextResponse(null)
    response.cookies.delete('x')
    expect(response.cookies.has('x')).toBe(true)
    expect(response.cookies.get('x')).toEqual({
      name: 'x',
      value: '',
      expires: new Date(0),
      path: '/',
    })
    expect(String(response.cookies)).toBe(`x=; Path=/; Expires=${EPOCH}`)
  })

  test.each<[options: unknown, row: string]>([
    [{ path: '/; Domain=evil' }, '247'],
    [{ path: '/\r\nX: 1' }, '247'],
    [{ path: '/한' }, '247'],
    [{ domain: 'x; HttpOnly' }, '247'],
    [{ domain: 'localhost:3000' }, '247'],
    [{ sameSite: 'lax; x' }, '247'],
    [{ sameSite: 'sometimes' }, '247'],
    [{ priority: 'high; x' }, '247'],
    [{ expires: new Date(Number.NaN) }, 'R10'],
    [{ expires: Number.NaN }, 'R10'],
    [{ expires: 'tomorrow' }, 'R10'],
    [{ maxAge: Number.NaN }, 'R10'],
    [{ maxAge: Number.POSITIVE_INFINITY }, 'R10'],
    [{ maxAge: 1e300 }, 'R10'],
    [{ maxAge: '10' }, 'R10'],
  ])('row %#: refuses the attribute %j with a TypeError (%s)', options => {
    const act = (c: ResponseCookies) => c.set('a', '1', options as object)
    expect(() => lines(act)).toThrow(TypeError)
  })

  test.each([
    '',
    'a=b; Path=/; x',
    'a b',
    'a;b',
    'a,b',
    'a"b',
    'a\tb',
    'a\r\nb',
    '\x7f',
    'é',
    '한',
  ])('row 245: refuses the name %j with a TypeError', name => {
    expect(() => lines(c => c.set(name, '1'))).toThrow(TypeError)
    expect(() => lines(c => c.delete(name))).toThrow(TypeError)
  })
})

test('row 246: half of a surrogate pair in a value is a TypeError when it is set', () => {
  expect(() => lines(c => c.set('a', 'x\ud800'))).toThrow(TypeError)
})

const name = fc.stringMatching(/^[\w.!#$&'*+^`|~-]{1,12}$/)
const path = fc.stringMatching(/^\/[a-z0-9/_~.-]{0,12}$/)
const cookie = fc.record(
  {
    name,
    value: fc.string({ minLength: 1, unit: 'grapheme' }),
    path,
    domain: fc.stringMatching(/^[a-z0-9]{1,5}\.[a-z]{2,3}$/),
    expires: fc.date({ min: new Date(1), max: new Date(4e12), noInvalidDate: true }),
    maxAge: fc.integer({ min: 1, max: 1e8 }),
    secure: fc.constant(true),
    httpOnly: fc.constant(true),
    partitioned: fc.constant(true),
    sameSite: fc.constantFrom<'lax' | 'strict' | 'none'>('lax', 'strict', 'none'),
    priority: fc.constantFrom<'low' | 'medium' | 'high'>('low', 'medium', 'high'),
  },
  { requiredKeys: ['name', 'value'] },
) as fc.Arbitrary<ResponseCookie>

/** Names of attributes, with the space before, that a cookie may come out with. */
function askedFor(given: object): Set<string> {
  const asked = new Set([' Path'])
  const has = (member: string): boolean => Boolean(Reflect.get(given, member))
  for (const member of ['domain', 'expires', 'secure', 'priority', 'partitioned'])
    if (has(member)) asked.add(` ${member[0]!.toUpperCase()}${member.slice(1)}`)
  if (has('sameSite')) asked.add(' SameSite')
  if (has('httpOnly')) asked.add(' HttpOnly')
  if ('maxAge' in given) asked.add(' Max-Age').add(' Expires')
  if ('expires' in given) asked.add(' Expires')
  return asked
}

const toSeconds = (c: ResponseCookie) => ({
  ...c,
  ...(c.expires && { expires: new Date(Math.floor(Number(c.expires) / 1000) * 1000) }),
})

describe('cookie properties', () => {
  test('parsing what was serialised gives the cookie', () => {
    fc.assert(
      fc.property(cookie, given => {
        expect(parseSetCookie(stringifyCookie(given))).toEqual(toSeconds(given))
      }),
    )
  })

  test('agrees with @edge-runtime/cookies on valid input', () => {
    fc.assert(
      fc.property(cookie, given => {
        // That package decodes values twice.
        fc.pre(!given.value.includes('%'))
        const line = stringifyCookie(given)
        expect(parseSetCookie(line)).toEqual(edgeParse(line))
        const theirs = new Headers()
        const { maxAge: _, ...stable } = given
        new EdgeResponseCookies(theirs).set(stable as ResponseCookie)
        expect(lines(c => c.set(stable as ResponseCookie))).toEqual(theirs.getSetCookie())
      }),
    )
  })

  test('keeps the cookies that @edge-runtime/cookies keeps, whatever is set and deleted', () => {
    const few = fc.constantFrom('a', 'b', 'c')
    const steps = fc.array(
      fc.oneof(
        fc.tuple(fc.constant('set'), few, fc.stringMatching(/^[a-z ;,]{1,5}$/)),
        fc.tuple(fc.constant('delete'), few, fc.constant('')),
      ),
    )
    fc.assert(
      fc.property(steps, given => {
        const headers = [new Headers(), new Headers()]
        const [ours, theirs] = [
          new ResponseCookies(headers[0]!),
          new EdgeResponseCookies(headers[1]!),
        ]
        for (const cookies of [ours, theirs]) {
          for (const [what, key, value] of given) {
            if (what === 'set') cookies.set(key, value)
            else cookies.delete(key)
          }
        }
        expect(headers[0]!.getSetCookie()).toEqual(headers[1]!.getSetCookie())
        expect(ours.getAll()).toEqual(theirs.getAll())
        expect(String(ours)).toBe(String(theirs))
      }),
    )
  })

  /** Pieces from which an attribute could be made where none was asked for. */
  const hostile = fc
    .array(
      fc.oneof(fc.constantFrom('; Domain=evil', ';', '=', '\r\n', ' HttpOnly', '%3B'), fc.string()),
    )
    .map(pieces => pieces.join(''))

  test('rows 245 to 247: serialising never yields an attribute that nobody asked for', () => {
    const anything = fc.record(
      {
        name: fc.oneof(name, hostile),
        value: hostile,
        path: fc.oneof(path, hostile),
        domain: fc.oneof(fc.constant('x.example'), hostile),
        sameSite: fc.oneof(fc.constant('lax'), hostile),
        priority: fc.oneof(fc.constant('low'), hostile),
        expires: fc.oneof(fc.date(), hostile, fc.double()),
        maxAge: fc.oneof(fc.double(), hostile),
        secure: fc.oneof(fc.boolean(), hostile),
        httpOnly: fc.oneof(fc.boolean(), hostile),
        partitioned: fc.oneof(fc.boolean(), hostile),
      },
      { requiredKeys: ['name', 'value'] },
    )
    let accepted = 0
    fc.assert(
      fc.property(anything, given => {
        const headers = new Headers()
        try {
          new ResponseCookies(headers).set(given as unknown as ResponseCookie)
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError)
          return
        }
        accepted += 1
        const [line, ...others] = headers.getSetCookie()
        const attributes = line!.split(';').slice(1)
        const asked = askedFor(given)
        const unasked = attributes.map(text => text.split('=', 1)[0]).filter(is => !asked.has(is!))
        expect([others, unasked]).toEqual([[], []])
      }),
      { numRuns: 2000 },
    )
    expect(accepted).toBeGreaterThan(20)
  })

  test('parsing never throws, and finds the name of what it parses', () => {
    fc.assert(fc.property(fc.string(), line => void parseSetCookie(line)))
    expect(parseSetCookie('a=100%25').value).toBe('100%')
    expect(parseSetCookie('a=%ZZ; Max-Age=0; Foo=Bar; SameSite=Odd')).toEqual({
      name: 'a',
      value: '%ZZ',
      maxAge: 0,
    })
  })
})

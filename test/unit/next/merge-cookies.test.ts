import type { CookieStore } from '../../../src/next/cookie-store'
import { cookieStore } from '../../../src/next/cookie-store'
import { mergeCookies } from '../../../src/next/finalize'
import { NextResponse } from '../../../src/next/response'
import { scopeOf } from './scope-of'

const EPOCH = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'
const REQUEST = 'y=0; z=1; w=2'

type Act = (cookies: CookieStore) => void

function merge(act: Act, own: string[], parity: 'improved' | 'exact' = 'improved'): string[] {
  const scope = scopeOf(REQUEST, { parity })
  act(cookieStore(scope))
  const response = new Response(null, {
    headers: own.map(line => ['set-cookie', line] as [string, string]),
  })
  return mergeCookies(scope, response)
}

const nothing: Act = store => void store.getAll()

describe('mergeCookies', () => {
  test.each<[what: string, act: Act, own: string[], sent: string[]]>([
    [
      'request cookies first, then new ones',
      c => c.set('n1', '1').set('z', 'new').set('n2', '2'),
      [],
      ['z=new; Path=/', 'n1=1; Path=/', 'n2=2; Path=/'],
    ],
    [
      'deletions, of unknown cookies too',
      c => c.delete('z').delete('nope'),
      [],
      [`z=; Path=/; ${EPOCH}`, `nope=; Path=/; ${EPOCH}`],
    ],
    [
      'the last of several calls',
      c => c.set('k', '1').set('k', '2', { httpOnly: true }).delete('k').set('k', '3'),
      [],
      ['k=3; Path=/'],
    ],
    [
      'row 253: a cookie of another name beside that of the Response',
      c => c.set('b', '1'),
      ['a=from-response'],
      ['a=from-response', 'b=1; Path=/'],
    ],
    ['row 253: of the same name, that of the Response', c => c.set('a', 'x'), ['a=1'], ['a=1']],
  ])('sends %s', (_, act, own, sent) => {
    expect(merge(act, own)).toEqual(sent)
  })

  const own = [
    'a=res; Max-Age=0; Path=/p',
    'b=; Max-Age=0',
    'dup=1',
    'dup=2; Path=/2',
    'enc=a%20b; Expires=Wed, 21 Oct 2015 07:28:00 GMT; HttpOnly; Secure; SameSite=Strict; Foo=Bar',
  ]

  test('leaves the lines of the Response alone when cookies() was only read', () => {
    expect(merge(nothing, own)).toEqual(own)
    expect(merge(nothing, own, 'exact')).toEqual(own)
  })

  test('D-h: leaves them alone after a change too', () => {
    const act: Act = c => c.set('a', 'mut', { httpOnly: true }).set('n', '1')
    expect(merge(act, own)).toEqual([...own, 'n=1; Path=/'])
  })

  test("D-h: parity 'exact' loses what Next.js loses", () => {
    expect(merge(c => c.set('a', 'mut', { httpOnly: true }), own, 'exact')).toEqual([
      'a=res; Path=/p',
      'b=; Path=/',
      'dup=2; Path=/2',
      'enc=a%20b; Path=/; Expires=Wed, 21 Oct 2015 07:28:00 GMT; Secure; HttpOnly; SameSite=strict',
    ])
  })

  test.each(['a=1; Path=%2F%3B%20Domain%3Devil.example', 'a=1; Domain=x.example%3B%20HttpOnly'])(
    "row 247: parity 'exact' does not make two attributes of %j",
    line => {
      expect(() => merge(c => c.set('n', '1'), [line], 'exact')).toThrow(TypeError)
      expect(merge(c => c.set('n', '1'), [line])).toEqual([line, 'n=1; Path=/'])
    },
  )

  test.each(['improved', 'exact'] as const)('joins NextResponse#cookies (%s)', parity => {
    const scope = scopeOf(REQUEST, { parity })
    cookieStore(scope).set('nr', 'mut').set('q', 'mut')
    const response = new NextResponse(null)
    response.cookies.set('nr', 'res')
    expect(mergeCookies(scope, response)).toEqual(['nr=res; Path=/', 'q=mut; Path=/'])
  })

  test('row 252: a cookie set once the headers are settled is refused, not lost', () => {
    const scope = scopeOf()
    mergeCookies(scope, new Response())
    expect(() => cookieStore(scope).set('late', '1')).toThrow(
      expect.objectContaining({ code: 'RH_READONLY' }),
    )
  })

  test('row 204: two requests do not share cookies', () => {
    const [one, two] = [scopeOf(REQUEST), scopeOf(REQUEST)]
    cookieStore(one).set('z', 'one')
    expect(cookieStore(two).get('z')?.value).toBe('1')
    expect(mergeCookies(two, new Response())).toEqual([])
  })
})

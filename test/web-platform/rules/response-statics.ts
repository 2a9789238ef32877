/** Response: json(), redirect() and error(). */
import { RANGE_ERROR, type Row, TYPE_ERROR, threw } from '../rule'
import type { ResponseClass } from './response'

const json = (what: string, data: unknown, standard: unknown): Row<ResponseClass> => [
  `json() of ${what}`,
  of => of.json(data).text(),
  standard,
]

const cycle: Record<string, unknown> = {}
cycle['self'] = cycle

const failing = {
  toJSON() {
    throw new RangeError('own')
  },
}

const redirected = (what: string, url: unknown, standard: unknown): Row<ResponseClass> => [
  `redirect() to ${what}`,
  of => of.redirect(url, 303).headers.get('location'),
  standard,
]

const redirectStatus = (given: unknown, standard: unknown): Row<ResponseClass> => [
  `redirect() with the status ${typeof given === 'string' ? JSON.stringify(given) : String(given)}`,
  of => of.redirect('http://a.test/', given).status,
  standard,
]

const AT = 'http://a.test/'

export const responseStatics: readonly Row<ResponseClass>[] = [
  json('an object', { a: 'é' }, '{"a":"é"}'),
  json('null', null, 'null'),
  json('a text with half a character', '\ud800', '"\\ud800"'),
  json('what has toJSON()', { toJSON: () => 1 }, '1'),
  json('undefined', undefined, TYPE_ERROR),
  json('a function', () => {}, TYPE_ERROR),
  json('a symbol', Symbol('a'), TYPE_ERROR),
  json('a cycle', cycle, TYPE_ERROR),
  json('a BigInt', 1n, TYPE_ERROR),
  json('what fails', failing, threw('RangeError')),
  ['json() without an argument', of => Reflect.apply(of.json, of, []), TYPE_ERROR],
  ['json() has its type', of => of.json(1).headers.get('content-type'), 'application/json'],
  [
    'json() has the type of its init',
    of => of.json(1, { headers: { 'Content-Type': 'a/b' } }).headers.get('content-type'),
    'a/b',
  ],
  [
    'json() has the rest of its init',
    of => {
      const r = of.json(1, { status: 201, statusText: 'Made', headers: [['x-a', '1']] })
      return [r.status, r.statusText, r.headers.get('x-a'), r.type]
    },
    [201, 'Made', '1', 'default'],
  ],
  ['json() with the init null', of => of.json(1, null).status, 200],
  [
    'json() with a response as its init',
    of => of.json(1, new of(null, { status: 418 })).status,
    418,
  ],
  ['json() with a status without a body', of => of.json(null, { status: 204 }), TYPE_ERROR],
  ['json() with a status out of range', of => of.json(1, { status: 1000 }), RANGE_ERROR],
  ['json() with headers that are null', of => of.json(1, { headers: null }), TYPE_ERROR],
  ['json() with an init that is a number', of => of.json(1, 201), TYPE_ERROR],
  ['json() can be read as JSON', of => of.json({ a: [1] }).json(), { a: [1] }],
  redirected('a text', 'http://a.test/x?y#z', 'http://a.test/x?y#z'),
  redirected('a URL', new URL('http://a.test/x'), 'http://a.test/x'),
  redirected('a host in upper case', 'http://A.test', 'http://a.test/'),
  redirected('characters outside ASCII', 'http://a.test/é 한', 'http://a.test/%C3%A9%20%ED%95%9C'),
  redirected('line breaks', 'http://a.test/\r\nx: 1', 'http://a.test/x:%201'),
  redirected('another scheme', 'mailto:a@b.test', 'mailto:a@b.test'),
  redirected('a URL with a user name', 'http://u:p@a.test/', 'http://u:p@a.test/'),
  redirected('a relative URL', '/x', TYPE_ERROR),
  redirected('a URL without a host', 'http://', TYPE_ERROR),
  redirected('nothing', undefined, TYPE_ERROR),
  redirectStatus(undefined, 302),
  ...[301, 302, 303, 307, 308].map(code => redirectStatus(code, code)),
  ...[200, 300, 304, 305, 306, 309, 400, 0, 1000, Number.NaN].map(code =>
    redirectStatus(code, RANGE_ERROR),
  ),
  redirectStatus('303', 303),
  redirectStatus(null, RANGE_ERROR),
  ['redirect() has no body', of => of.redirect(AT).body, null],
  ['redirect() has no other headers', of => [...of.redirect(AT).headers.keys()], ['location']],
  [
    'redirect() has the type default',
    of => {
      const r = of.redirect(AT)
      return [r.type, r.redirected, r.ok, r.statusText]
    },
    ['default', false, false, ''],
  ],
  [
    'redirect() has headers that cannot be changed',
    of => of.redirect(AT).headers.set('a', '1'),
    TYPE_ERROR,
  ],
  [
    'error() has the type error',
    of => {
      const r = of.error()
      return [r.type, r.status, r.statusText, r.ok, r.url, r.body]
    },
    ['error', 0, '', false, '', null],
  ],
  [
    'error() has headers that cannot be changed',
    of => of.error().headers.set('a', '1'),
    TYPE_ERROR,
  ],
  ['error() makes a new one each time', of => Object.is(of.error(), of.error()), false],
]

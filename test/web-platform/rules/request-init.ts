/** Request: the other members of its init, and what a request has by default. */
import { type Row, TYPE_ERROR, tagOf } from '../rule'
import { AT, type MakeRequest } from './request-url'

type Member = keyof Request & string

const value = (name: Member, given: unknown, standard: unknown, more = {}): Row<MakeRequest> => [
  `${name} given as ${JSON.stringify(given)}${Object.keys(more).length ? ` with ${JSON.stringify(more)}` : ''}`,
  make => Reflect.get(make(AT, { ...more, [name]: given }), name),
  standard,
]

const byDefault = (name: Member | 'duplex', standard: unknown): Row<MakeRequest> => [
  `${name} by default`,
  make => Reflect.get(make(AT), name),
  standard,
]

const streamed = () => new Blob(['text']).stream()

class Inherited {
  get method() {
    return 'POST'
  }
  get headers() {
    return { 'x-a': '1' }
  }
  get body() {
    return 'text'
  }
}

const SAME_ORIGIN = { mode: 'same-origin' }

export const requestInit: readonly Row<MakeRequest>[] = [
  byDefault('method', 'GET'),
  byDefault('mode', 'cors'),
  byDefault('credentials', 'same-origin'),
  byDefault('cache', 'default'),
  byDefault('redirect', 'follow'),
  byDefault('referrer', 'about:client'),
  byDefault('referrerPolicy', ''),
  byDefault('integrity', ''),
  byDefault('keepalive', false),
  byDefault('destination', ''),
  byDefault('duplex', 'half'),
  byDefault('body', null),
  byDefault('bodyUsed', false),
  ['headers by default', make => [...make(AT).headers], []],
  value('mode', 'cors', 'cors'),
  value('mode', 'no-cors', 'no-cors'),
  value('mode', 'same-origin', 'same-origin'),
  value('mode', 'navigate', TYPE_ERROR),
  value('mode', 'CORS', TYPE_ERROR),
  value('mode', null, TYPE_ERROR),
  value('mode', 'no-cors', 'no-cors', { method: 'POST' }),
  value('mode', 'no-cors', TYPE_ERROR, { method: 'PUT' }),
  value('credentials', 'omit', 'omit'),
  value('credentials', 'include', 'include'),
  value('credentials', 'all', TYPE_ERROR),
  ...['no-store', 'reload', 'no-cache', 'force-cache'].map(name => value('cache', name, name)),
  value('cache', 'only-if-cached', 'only-if-cached', SAME_ORIGIN),
  value('cache', 'only-if-cached', TYPE_ERROR),
  value('cache', 'never', TYPE_ERROR),
  value('redirect', 'error', 'error'),
  value('redirect', 'manual', 'manual'),
  value('redirect', 'none', TYPE_ERROR),
  value('referrer', '', ''),
  value('referrer', 'about:client', 'about:client'),
  value('referrer', 'http://', TYPE_ERROR),
  ...['no-referrer', 'origin', 'unsafe-url', 'strict-origin-when-cross-origin', ''].map(name =>
    value('referrerPolicy', name, name),
  ),
  value('referrerPolicy', 'some', TYPE_ERROR),
  value('integrity', 'sha256-x', 'sha256-x'),
  value('keepalive', true, true),
  value('keepalive', 1, true),
  ['window may be null', make => make(AT, { window: null }).url, AT],
  ['window must be null', make => make(AT, { window: {} }), TYPE_ERROR],
  ['duplex must be half', make => make(AT, { duplex: 'full' }), TYPE_ERROR],
  [
    'a stream needs duplex',
    make => make(AT, { method: 'POST', body: streamed() }).text(),
    TYPE_ERROR,
  ],
  [
    'a stream with duplex',
    make => make(AT, { method: 'POST', body: streamed(), duplex: 'half' }).text(),
    'text',
  ],
  [
    'a stream and keepalive exclude each other',
    make => make(AT, { method: 'POST', body: streamed(), duplex: 'half', keepalive: true }),
    TYPE_ERROR,
  ],
  ['the init may be null', make => make(AT, null).method, 'GET'],
  ['the init may be undefined', make => make(AT, undefined).method, 'GET'],
  [
    'the init may be a function',
    make =>
      make(
        AT,
        Object.assign(() => {}, { method: 'PUT' }),
      ).method,
    'PUT',
  ],
  ['the init must not be a number', make => make(AT, 1), TYPE_ERROR],
  ['the init must not be a text', make => make(AT, 'POST'), TYPE_ERROR],
  ['unknown members are ignored', make => make(AT, { toString: 1, x: Symbol('a') }).method, 'GET'],
  [
    'members are read where they are inherited from',
    async make => {
      const request = make(AT, new Inherited())
      return [request.method, request.headers.get('x-a'), await request.text()]
    },
    ['POST', '1', 'text'],
  ],
  [
    'inherited members of an init with a stream',
    async make => {
      const init = Object.create(
        { method: 'POST', headers: { 'x-a': '1' } },
        { body: { value: streamed() }, duplex: { value: 'half' } },
      )
      const request = make(AT, init)
      return [request.method, request.headers.get('x-a'), await request.text()]
    },
    ['POST', '1', 'text'],
  ],
  [
    'the init is left as it is',
    make => {
      const init = { method: 'post', body: 'x', headers: { a: '1' } }
      make(AT, init)
      return init
    },
    { method: 'post', body: 'x', headers: { a: '1' } },
  ],
  [
    'a getter of the init that throws is heard',
    make =>
      make(AT, {
        get method() {
          throw new RangeError()
        },
      }),
    { threw: 'RangeError' },
  ],
  [
    'headers of the init',
    make =>
      make(AT, {
        headers: [
          ['a', '1'],
          ['A', '2'],
        ],
      }).headers.get('a'),
    '1, 2',
  ],
  ['headers that are null are refused', make => make(AT, { headers: null }), TYPE_ERROR],
  [
    'headers of the init are copied',
    make => {
      const headers = new Headers({ a: '1' })
      const request = make(AT, { headers })
      headers.set('a', '2')
      return request.headers.get('a')
    },
    '1',
  ],
  [
    'headers are one object',
    make => {
      const r = make(AT)
      return Object.is(r.headers, r.headers)
    },
    true,
  ],
  [
    'headers can be changed',
    make => {
      const r = make(AT)
      r.headers.set('a', '1')
      return r.headers.get('a')
    },
    '1',
  ],
  [
    'forbidden names are kept out of the headers',
    make => [
      ...make(AT, { headers: { host: 'x', 'content-length': '1', 'x-a': '1' } }).headers.keys(),
    ],
    ['x-a'],
  ],
  [
    'headers have the guard of no-cors',
    make => [
      ...make(AT, { mode: 'no-cors', headers: { 'x-a': '1', accept: '*/*' } }).headers.keys(),
    ],
    ['accept'],
  ],
  ['a request has a tag', make => tagOf(make(AT)), 'Request'],
]

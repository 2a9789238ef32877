/** Response: the constructor and clone(). */
import { assign, RANGE_ERROR, type Row, TYPE_ERROR, tagOf } from '../rule'

/** The class under test. Its constructor takes whatever a rule wants to try. */
export interface ResponseClass {
  new (body?: any, init?: any): Response
  json(data?: any, init?: any): Response
  redirect(url?: any, status?: any): Response
  error(): Response
}

const status = (given: unknown, standard: unknown): Row<ResponseClass> => [
  `the status ${typeof given === 'string' ? JSON.stringify(given) : String(given)}`,
  of => new of(null, { status: given }).status,
  standard,
]

const bodyless = (code: number): Row<ResponseClass>[] => [
  [`the status ${code} with a body`, of => new of('x', { status: code }), TYPE_ERROR],
  [`the status ${code} with an empty text`, of => new of('', { status: code }), TYPE_ERROR],
  [`the status ${code} without a body`, of => new of(null, { status: code }).body, null],
]

const ok = (code: number, standard: boolean): Row<ResponseClass> => [
  `ok with the status ${code}`,
  of => new of(null, { status: code }).ok,
  standard,
]

const statusText = (what: string, given: unknown, standard: unknown): Row<ResponseClass> => [
  `a statusText ${what}`,
  of => new of(null, { statusText: given }).statusText,
  standard,
]

const INIT = { status: 418, statusText: 'Pot', headers: { 'x-a': '1' } }

const shown = ({ status, statusText, headers, type, url, redirected, ok }: Response) => [
  status,
  statusText,
  headers.get('x-a'),
  type,
  url,
  redirected,
  ok,
]

const locked = (of: ResponseClass): Response => {
  const response = new of('x')
  response.body!.getReader()
  return response
}

export const responses: readonly Row<ResponseClass>[] = [
  ['a response by default', of => shown(new of()), [200, '', null, 'default', '', false, true]],
  [
    'a response with an init',
    of => shown(new of('x', INIT)),
    [418, 'Pot', '1', 'default', '', false, false],
  ],
  ['headers by default', of => [...new of().headers], []],
  ['body by default', of => new of().body, null],
  status(200, 200),
  status(599, 599),
  status('404', 404),
  status(200.7, 200),
  status(undefined, 200),
  status(65_736, 200),
  status(101, RANGE_ERROR),
  status(199, RANGE_ERROR),
  status(600, RANGE_ERROR),
  status(0, RANGE_ERROR),
  status(-1, RANGE_ERROR),
  status(Number.NaN, RANGE_ERROR),
  status(null, RANGE_ERROR),
  status('x', RANGE_ERROR),
  status(Symbol('a'), TYPE_ERROR),
  ...[204, 205, 304].flatMap(bodyless),
  ok(200, true),
  ok(299, true),
  ok(300, false),
  ok(404, false),
  statusText('of Latin-1', 'Caf\u00e9', 'Caf\u00e9'),
  statusText('with a tab', 'a\tb', 'a\tb'),
  statusText('that is a number', 1, '1'),
  statusText('with a line break', 'a\r\nb', TYPE_ERROR),
  statusText('with NUL', 'a\0', TYPE_ERROR),
  statusText('above U+00FF', '한', TYPE_ERROR),
  ['the init may be null', of => new of('x', null).status, 200],
  ['the init must not be a number', of => new of('x', 1), TYPE_ERROR],
  [
    'a response as an init',
    of => shown(new of('x', new of(null, INIT))),
    [418, 'Pot', '1', 'default', '', false, false],
  ],
  ['headers that are null are refused', of => new of('x', { headers: null }), TYPE_ERROR],
  [
    'headers with a bad name are refused',
    of => new of('x', { headers: { 'a b': '1' } }),
    TYPE_ERROR,
  ],
  [
    'headers of the init are copied',
    of => {
      const headers = new Headers({ a: '1' })
      const r = new of(null, { headers })
      headers.set('a', '2')
      return r.headers.get('a')
    },
    '1',
  ],
  [
    'headers are one object',
    of => {
      const r = new of()
      return Object.is(r.headers, r.headers)
    },
    true,
  ],
  [
    'headers can be changed',
    of => {
      const r = new of()
      r.headers.append('set-cookie', 'a=1')
      return r.headers.getSetCookie()
    },
    ['a=1'],
  ],
  [
    'set-cookie is kept out of the headers',
    of => [...new of(null, { headers: { 'set-cookie': 'a=1', 'x-a': '1' } }).headers.keys()],
    ['set-cookie', 'x-a'],
  ],
  [
    'a clone has the members of the original',
    of => shown(new of('x', INIT).clone()),
    [418, 'Pot', '1', 'default', '', false, false],
  ],
  [
    'a clone has headers of its own',
    of => {
      const r = new of('x', INIT)
      r.clone().headers.set('x-a', '2')
      return r.headers.get('x-a')
    },
    '1',
  ],
  [
    'a clone and the original are both read',
    async of => {
      const r = new of('x')
      const c = r.clone()
      return [await c.text(), await r.text()]
    },
    ['x', 'x'],
  ],
  ['a clone without a body', of => new of().clone().body, null],
  [
    'a clone of a used response is refused',
    async of => {
      const r = new of('x')
      await r.text()
      return void r.clone()
    },
    TYPE_ERROR,
  ],
  ['a clone of a locked response is refused', of => void locked(of).clone(), TYPE_ERROR],
  [
    'a clone of a response without a body that was read',
    async of => {
      const r = new of()
      await r.text()
      return r.clone().text()
    },
    '',
  ],
  ...(
    [
      'status',
      'statusText',
      'headers',
      'body',
      'bodyUsed',
      'ok',
      'type',
      'url',
      'redirected',
    ] as const
  ).map(
    (name): Row<ResponseClass> => [
      `${name} cannot be assigned`,
      of => assign(new of('x'), name),
      TYPE_ERROR,
    ],
  ),
  ['a response has a tag', of => tagOf(new of()), 'Response'],
]

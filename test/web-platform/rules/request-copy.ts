/** Request: a request as the input of another, as its init, and clone(). */
import { assign, type Row, TYPE_ERROR } from '../rule'

/** A request of the class under test, and the means to make others of it. */
export interface Copying {
  /** Path `/x`, `x-a: 1`, as a client sends it. */
  readonly sent: (init?: RequestInit) => Request
  readonly copy: (input: Request, init?: any) => Request
}

const POST = { method: 'POST', body: 'text' }

async function used(of: Copying): Promise<Request> {
  const request = of.sent(POST)
  await request.text()
  return request
}

function locked(of: Copying): Request {
  const request = of.sent(POST)
  request.body!.getReader()
  return request
}

const MEMBERS = [
  'method',
  'mode',
  'credentials',
  'cache',
  'redirect',
  'referrer',
  'referrerPolicy',
  'integrity',
  'keepalive',
  'destination',
  'bodyUsed',
] as const

const shown = (request: Request) => MEMBERS.map(name => request[name])

export const requestCopy: readonly Row<Copying>[] = [
  [
    'a copy has the members of its input',
    of => {
      const r = of.sent()
      return [shown(r), shown(of.copy(r))]
    },
    [
      ['GET', 'cors', 'same-origin', 'default', 'follow', 'about:client', '', '', false, '', false],
      ['GET', 'cors', 'same-origin', 'default', 'follow', 'about:client', '', '', false, '', false],
    ],
  ],
  [
    'a copy has the URL of its input',
    of => {
      const r = of.sent()
      return of.copy(r).url === r.url
    },
    true,
  ],
  ['a copy has the headers of its input', of => of.copy(of.sent()).headers.get('x-a'), '1'],
  [
    'a copy has headers of its own',
    of => {
      const r = of.sent()
      of.copy(r).headers.set('x-a', '2')
      return r.headers.get('x-a')
    },
    '1',
  ],
  [
    'a copy has the headers as they were changed',
    of => {
      const r = of.sent()
      r.headers.set('x-b', '2')
      r.headers.delete('x-a')
      const c = of.copy(r)
      return [c.headers.get('x-b'), c.headers.has('x-a')]
    },
    ['2', false],
  ],
  [
    'a copy takes the body',
    async of => {
      const r = of.sent(POST)
      const c = of.copy(r)
      return [r.bodyUsed, await c.text()]
    },
    [true, 'text'],
  ],
  [
    'the input of a copy cannot be read',
    async of => {
      const r = of.sent(POST)
      of.copy(r)
      return r.text()
    },
    TYPE_ERROR,
  ],
  [
    'a copy with a body of its own leaves that of the input',
    async of => {
      const r = of.sent(POST)
      const c = of.copy(r, { body: 'own' })
      return [r.bodyUsed, await r.text(), await c.text()]
    },
    [false, 'text', 'own'],
  ],
  [
    'a copy with another method',
    async of => {
      const c = of.copy(of.sent(POST), { method: 'PUT' })
      return [c.method, await c.text()]
    },
    ['PUT', 'text'],
  ],
  [
    'a copy with a method that has no body',
    of => of.copy(of.sent(POST), { method: 'GET' }),
    TYPE_ERROR,
  ],
  [
    'a copy without a body where its own is null',
    async of => of.copy(of.sent(POST), { body: null }).text(),
    'text',
  ],
  [
    'a copy with headers has none of its input',
    of => {
      const c = of.copy(of.sent(), { headers: { 'x-b': '2' } })
      return [c.headers.get('x-a'), c.headers.get('x-b')]
    },
    [null, '2'],
  ],
  [
    'a copy with no headers has none of its input',
    of => of.copy(of.sent(), { headers: {} }).headers.has('x-a'),
    false,
  ],
  [
    'a copy with other settings',
    of => {
      const c = of.copy(of.sent(), { redirect: 'error', cache: 'no-store', credentials: 'omit' })
      return [c.redirect, c.cache, c.credentials]
    },
    ['error', 'no-store', 'omit'],
  ],
  ['a copy of a used request is refused', async of => void of.copy(await used(of)), TYPE_ERROR],
  ['a copy of a locked request is refused', of => void of.copy(locked(of)), TYPE_ERROR],
  [
    'a copy of a used request with a body of its own',
    async of => of.copy(await used(of), { body: 'own' }).text(),
    'own',
  ],
  ['a copy of a copy', async of => of.copy(of.copy(of.sent(POST))).text(), 'text'],
  [
    'a request as an init',
    async of => {
      const c = of.copy(new Request('http://b.test/'), of.sent(POST))
      return [c.url, c.method, c.headers.get('x-a'), await c.text()]
    },
    ['http://b.test/', 'POST', '1', 'text'],
  ],
  [
    'a clone has the members of the original',
    of => {
      const r = of.sent()
      return shown(r.clone())
    },
    ['GET', 'cors', 'same-origin', 'default', 'follow', 'about:client', '', '', false, '', false],
  ],
  [
    'a clone has the URL of the original',
    of => {
      const r = of.sent()
      return r.clone().url === r.url
    },
    true,
  ],
  [
    'a clone has headers of its own',
    of => {
      const r = of.sent()
      const c = r.clone()
      c.headers.set('x-a', '2')
      return [r.headers.get('x-a'), c.headers.get('x-a')]
    },
    ['1', '2'],
  ],
  [
    'a clone has the headers as they were changed',
    of => {
      const r = of.sent()
      r.headers.set('x-a', '2')
      return r.clone().headers.get('x-a')
    },
    '2',
  ],
  [
    'a clone and the original are both read',
    async of => {
      const r = of.sent(POST)
      const c = r.clone()
      return [await r.text(), await c.text()]
    },
    ['text', 'text'],
  ],
  [
    'a clone is read first',
    async of => {
      const r = of.sent(POST)
      const c = r.clone()
      return [await c.text(), r.bodyUsed, await r.text()]
    },
    ['text', false, 'text'],
  ],
  [
    'a clone of a clone',
    async of => {
      const r = of.sent(POST)
      const c = r.clone().clone()
      return [await c.text(), await r.text()]
    },
    ['text', 'text'],
  ],
  [
    'a clone leaves bodyUsed as it is',
    of => {
      const r = of.sent(POST)
      const c = r.clone()
      return [r.bodyUsed, c.bodyUsed]
    },
    [false, false],
  ],
  ['a clone without a body', of => of.sent().clone().body, null],
  ['a clone of a used request is refused', async of => void (await used(of)).clone(), TYPE_ERROR],
  ['a clone of a locked request is refused', of => void locked(of).clone(), TYPE_ERROR],
  [
    'a clone after a reader was let go',
    async of => {
      const r = of.sent(POST)
      r.body!.getReader().releaseLock()
      return r.clone().text()
    },
    'text',
  ],
  ...(
    ['method', 'url', 'headers', 'body', 'bodyUsed', 'signal', 'mode', 'credentials'] as const
  ).map(
    (name): Row<Copying> => [
      `${name} cannot be assigned`,
      of => assign(of.sent(), name),
      TYPE_ERROR,
    ],
  ),
]

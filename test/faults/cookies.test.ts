/** Table K: cookies, those that come and those that go. */

import { cookies } from 'route-handlers/next/headers'
import { after, type NextRequest, NextResponse } from 'route-handlers/next/server'
import type { Answer } from '../hosts/client/answer'
import { syntaxOfHttp1 } from '../hosts/table'
import { fault } from './fault'
import { answered, failed } from './legend'
import { get } from './targets'

/** Name and value of all cookies of the request, by `request.cookies` and by `cookies()`. */
async function received(request: Request): Promise<Response> {
  const pairs = (all: ReadonlyArray<{ name: string; value: string }>) =>
    all.map(({ name, value }) => [name, value])
  const own = pairs((request as NextRequest).cookies.getAll())
  const store = pairs((await cookies()).getAll())
  return Response.json(JSON.stringify(own) === JSON.stringify(store) ? own : { own, store })
}

const incoming: ReadonlyArray<readonly [row: number, header: string, pairs: readonly string[][]]> =
  [
    [
      241,
      'a=1; =x; b; c="q q"; d=%ZZ; e=%20; a=2; __proto__=1; f=a=b',
      [
        ['a', '2'],
        ['', 'x'],
        ['b', 'true'],
        ['c', '"q q"'],
        ['e', ' '],
        ['__proto__', '1'],
        ['f', 'a=b'],
      ],
    ],
    [241, ';;; ; a=1;;', [['a', '1']]],
    [
      241,
      'constructor=1; toString=2',
      [
        ['constructor', '1'],
        ['toString', '2'],
      ],
    ],
    [
      243,
      'a=1; \xa0a=2',
      [
        ['a', '1'],
        ['\xa0a', '2'],
      ],
    ],
    [
      244,
      'a=caf\xe9; b=\xff',
      [
        ['a', 'caf\xe9'],
        ['b', '\xff'],
      ],
    ],
    [244, 'a=%E9; b=%C3%A9', [['b', 'é']]],
  ]

for (const [row, header, pairs] of incoming) {
  fault({
    row,
    title: `Cookie: ${header} is ${JSON.stringify(pairs)}`,
    handler: received,
    send: client => client.bytes(get(client.path, `Host: h\r\nCookie: ${header}\r\n`)),
    expect: answered(pairs),
    except: syntaxOfHttp1,
  })
}

fault({
  row: 242,
  title: 'five hundred cookies in 8 kB are read',
  handler: received,
  send: client => {
    const cookie = Array.from({ length: 500 }, (_, at) => `name${at}=value${at}`).join('; ')
    return client.get(client.path, { cookie: cookie.slice(0, 12_000) })
  },
  expect: answer => expect(answer.json()).toHaveLength(500),
})

/** What became of each attempt: `set`, or the name of the error. */
function attempts(all: ReadonlyArray<() => unknown>): string[] {
  return all.map(attempt => {
    try {
      attempt()
      return 'set'
    } catch (error) {
      return (error as Error).name
    }
  })
}

const BAD_NAMES = [
  'a=b; Path=/; x',
  '',
  'a b',
  ' a',
  'a;b',
  'a,b',
  'a"b',
  'a=b',
  'a\r\nSet-Cookie: b',
  'a\0b',
  'a\tb',
  'a\x7fb',
  'é',
  '한',
]

const BAD_ATTRIBUTES: readonly object[] = [
  { path: '/; Domain=evil' },
  { path: '/\r\nX: y' },
  { path: '/\0' },
  { path: '/é' },
  { domain: 'x; HttpOnly' },
  { domain: 'x\r\nY: z' },
  { domain: 'x, y' },
  { domain: 'h:80' },
  { sameSite: 'lax; x' },
  { sameSite: 'lax\r\n' },
  { priority: 'high; x' },
  { maxAge: '1; x' },
  { maxAge: Number.NaN },
  { maxAge: Number.POSITIVE_INFINITY },
  { expires: new Date(Number.NaN) },
  { expires: 'Thu, 01 Jan 1970; Domain=evil' },
]

for (const [row, what, values] of [
  [245, 'names', BAD_NAMES.map(name => ({ name, value: 'v' }))],
  [247, 'attributes', BAD_ATTRIBUTES.map(more => ({ name: 'a', value: 'v', ...more }))],
] as const) {
  fault({
    row,
    title: `${what} that would not survive are a TypeError, and nothing of them is sent`,
    handler: async () => {
      const store = await cookies()
      const response = NextResponse.next()
      return Response.json([
        attempts(values.map(value => () => store.set(value))),
        attempts(values.map(value => () => response.cookies.set(value))),
        // What a deletion says of `expires` is its own.
        attempts(values.map(value => () => 'expires' in value || store.delete(value))),
      ])
    },
    send: client => client.get(client.path),
    expect(answer) {
      expect(answer.all('set-cookie')).toEqual([])
      const refused = values.map(() => 'TypeError')
      const deleted = values.map(value => ('expires' in value ? 'set' : 'TypeError'))
      expect(answer.json()).toEqual([refused, refused, deleted])
    },
  })
}

fault({
  row: 245,
  title: 'uncaught, it is E500 without a cookie',
  handler: async () => {
    ;(await cookies()).set('good', '1').set('a=b; Path=/; x', 'v')
    return new Response('never')
  },
  send: client => client.get(client.path),
  expect(answer, client) {
    failed()(answer, client)
    expect(answer.all('set-cookie')).toEqual([])
  },
})

for (const [value, sent] of [
  ['a; Domain=evil', 'a%3B%20Domain%3Devil'],
  ['a\r\nX: y', 'a%0D%0AX%3A%20y'],
  ['\0', '%00'],
  ['a,b', 'a%2Cb'],
  ['😀', '%F0%9F%98%80'],
] as const) {
  fault({
    row: 246,
    title: `the value ${JSON.stringify(value)} is sent as ${sent}`,
    handler: async () => {
      ;(await cookies()).set('a', value)
      const response = new NextResponse('ok')
      response.cookies.set('b', value)
      return response
    },
    send: client => client.get(client.path),
    expect: answer =>
      expect(answer.all('set-cookie').sort()).toEqual([`a=${sent}; Path=/`, `b=${sent}; Path=/`]),
  })
}

for (const [row, name, options, line] of [
  [249, '__Host-a', { path: '/' }, '__Host-a=1; Path=/'],
  [
    249,
    '__Host-b',
    { secure: true, domain: 'x.example' },
    '__Host-b=1; Path=/; Domain=x.example; Secure',
  ],
  [249, '__Secure-a', {}, '__Secure-a=1; Path=/'],
  [249, 'none', { sameSite: 'none' }, 'none=1; Path=/; SameSite=none'],
  [249, 'part', { partitioned: true }, 'part=1; Path=/; Partitioned'],
  [250, 'long', { path: '/', priority: 'low' }, `long=${'x'.repeat(5_000)}; Path=/; Priority=low`],
] as const) {
  fault({
    row,
    title: `${line.slice(0, 60)} is sent as asked, with a warning in development`,
    warns: ['RH_COOKIE'],
    handler: async () => {
      ;(await cookies()).set(name, name === 'long' ? 'x'.repeat(5_000) : '1', options)
      return new Response('ok')
    },
    send: client => client.get(client.path),
    expect: answer => expect(answer.all('set-cookie')).toEqual([line]),
  })
}

const EPOCH = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'

interface Changes {
  set(name: string, value: string, options?: { path: string }): unknown
  delete(name: string): unknown
}

const changes: ReadonlyArray<readonly [what: string, make: (to: Changes) => void, line: string]> = [
  ['set, then deleted', to => [to.set('a', '1'), to.delete('a')], `a=; Path=/; ${EPOCH}`],
  ['deleted, then set', to => [to.delete('a'), to.set('a', '1')], 'a=1; Path=/'],
  ['set twice', to => [to.set('a', '1'), to.set('a', '2')], 'a=2; Path=/'],
  [
    'set on two paths',
    to => [to.set('a', '1', { path: '/x' }), to.set('a', '2', { path: '/y' })],
    'a=2; Path=/y',
  ],
]

for (const [what, make, line] of changes) {
  fault({
    row: 251,
    title: `a cookie that is ${what} is one line: ${line}`,
    handler: async request => {
      const response = new NextResponse('ok')
      make(request.url.endsWith('?response') ? response.cookies : await cookies())
      return response
    },
    send: async client => [
      await client.get(client.path, { cookie: 'a=0; b=0' }),
      await client.get(`${client.path}?response`, { cookie: 'a=0; b=0' }),
    ],
    expect: (answers: Answer[]) =>
      expect(answers.map(answer => answer.all('set-cookie'))).toEqual([[line], [line]]),
  })
}

fault({
  row: 252,
  title: 'a cookie set while the body streams is an error there',
  handler: async () => {
    const store = await cookies()
    let pulls = 0
    return new Response(
      new ReadableStream({
        pull(controller) {
          if (pulls++ === 0) return controller.enqueue(Buffer.from('first '))
          controller.enqueue(Buffer.from(attempts([() => store.set('late', '1')])[0] ?? ''))
          controller.close()
        },
      }),
    )
  },
  send: client => client.get(client.path),
  expect(answer) {
    expect([answer.text, answer.cut]).toEqual(['first RouteHandlersError', false])
    expect(answer.all('set-cookie')).toEqual([])
  },
})

const late: string[] = []
let told: () => void = () => {}

fault({
  row: 252,
  title: 'a cookie set in after() is an error with the words of Next.js',
  handler: async () => {
    const store = await cookies()
    after(() => {
      try {
        store.set('late', '1')
      } catch (error) {
        late.push((error as Error).message)
      }
      told()
    })
    return new Response('ok')
  },
  async send(client) {
    late.length = 0
    const ran = new Promise<void>(resolve => {
      told = resolve
    })
    const answer = await client.get(client.path)
    await ran
    return answer.all('set-cookie')
  },
  expect(lines) {
    expect(lines).toEqual([])
    expect(late).toEqual([
      expect.stringMatching(/^Cookies can only be modified in a Server Action/),
    ])
  },
})

fault({
  row: 253,
  title: "the Response's own cookie wins over cookies() of the same name, others join",
  handler: async () => {
    const store = await cookies()
    store.set('a', 'from-cookies').set('b', 'from-cookies')
    return new Response('ok', { headers: { 'set-cookie': 'a=from-response' } })
  },
  send: client => client.get(client.path),
  expect: answer =>
    expect(answer.all('set-cookie').sort()).toEqual(['a=from-response', 'b=from-cookies; Path=/']),
})

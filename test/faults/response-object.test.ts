/** Table F, the object that a handler returns: what is an answer, and what is an error of the handler. */
import { NextResponse } from 'route-handlers/next/server'
import type { Handler } from '../hosts/host/setup'
import { pieces } from '../hosts/streams'
import { fault } from './fault'
import { answered, failed } from './legend'
import { expectNoLeak, SECRET } from './secrets'

/** E500: nothing of the response was written, and nothing of the error is shown. */
function fails(row: number, title: string, handler: Handler, code?: string): void {
  fault({
    row,
    title: `${title} is an error of the handler`,
    handler,
    send: client => client.get(client.path),
    expect(answer, client) {
      failed(code)(answer, client)
      expectNoLeak(answer)
    },
  })
}

/** What a duck-typed Response can carry and a real one cannot. */
const duck = (parts: object) => ({
  status: 200,
  statusText: '',
  headers: new Headers({ 'x-secret': SECRET }),
  body: null,
  bodyUsed: false,
  ...parts,
})

fails(129, 'undefined', () => undefined, 'RH_NO_RESPONSE')
fails(129, 'null', async () => null, 'RH_NO_RESPONSE')
fails(130, 'a string', () => SECRET, 'RH_NO_RESPONSE')
fails(130, 'a plain object', () => ({ status: SECRET }), 'RH_NO_RESPONSE')
fails(130, 'an object without prototype', () => Object.create(null), 'RH_NO_RESPONSE')
fails(130, 'a function', () => () => new Response(), 'RH_NO_RESPONSE')

fault({
  row: 129,
  title: 'the message names file and method',
  handler: () => undefined,
  send: client => client.get(client.path),
  expect(answer, client) {
    failed('RH_NO_RESPONSE')(answer, client)
    expect(client.seen.errors[0].message).toMatch(
      /No response is returned from route handler '.*inline.*route\.ts'.*\(method: GET/,
    )
  },
})

for (const status of [0, 99, 101, 600, 999, Number.NaN, 200.5, 2 ** 40])
  fails(133, `a status of ${status}`, () => duck({ status }), 'RH_BAD_RESPONSE')
fails(133, "a status of '200'", () => duck({ status: '200' }), 'RH_NO_RESPONSE')
fails(132, 'Response.error()', () => Response.error(), 'RH_BAD_RESPONSE')
fails(134, 'new Response(null, { status: 101 })', () => new Response(null, { status: 101 }))

fails(
  137,
  'a locked body',
  () => {
    const response = new Response(pieces(SECRET))
    response.body?.getReader()
    return response
  },
  'RH_RESPONSE_REUSED',
)
fails(
  137,
  'a body that was read',
  async () => {
    const response = new Response(SECRET)
    await response.text()
    return response
  },
  'RH_RESPONSE_REUSED',
)

const constants = new Map<string, Response>()

for (const [what, body] of [
  ['text', () => 'once'],
  ['a stream', () => pieces('on', 'ce')],
] as const) {
  fault({
    row: 138,
    title: `a Response of ${what} that is returned twice is an error the second time`,
    handler: request => {
      const { host } = new URL(request.url)
      const constant = constants.get(host) ?? new Response(body())
      constants.set(host, constant)
      return constant
    },
    async send(client) {
      constants.clear()
      return [await client.get(client.path), await client.get(client.path)] as const
    },
    expect([first, second], client) {
      expect([first.status, first.text]).toEqual([200, 'once'])
      failed('RH_RESPONSE_REUSED')(second, client)
    },
  })
}

fails(
  139,
  'a thrown Response',
  () => {
    throw new Response(SECRET, { status: 201 })
  },
  'RH_NON_ERROR_THROWN',
)
fails(140, 'NextResponse.next()', () => NextResponse.next(), 'RH_NEXT_IN_HANDLER')
fails(
  140,
  'NextResponse.rewrite()',
  () => NextResponse.rewrite(`http://h/${SECRET}`),
  'RH_REWRITE_IN_HANDLER',
)

/** Headers of a library of its own, which nobody validated. */
const fake = (...lines: Array<[string, unknown]>) => ({
  get: (name: string) => lines.find(([key]) => key === name)?.[1] ?? null,
  has: (name: string) => lines.some(([key]) => key === name),
  [Symbol.iterator]: () => lines[Symbol.iterator](),
})

const badHeads: Array<[number, string, object]> = [
  [141, 'CR LF in a value', { headers: fake(['x-bad', `a\r\nset-cookie: ${SECRET}`]) }],
  [141, 'a bare LF in a value', { headers: fake(['x-bad', `a\n${SECRET}`]) }],
  [141, 'NUL in a value', { headers: fake(['x-bad', 'a\0b']) }],
  [141, 'CR LF in a cookie', { headers: fake(['set-cookie', `a=1\r\nx-evil: ${SECRET}`]) }],
  [141, 'CR LF in Vary', { headers: fake(['vary', 'a\r\nx-evil: 1']) }],
  [141, 'CR LF in a name', { headers: fake(['x-bad\r\nx-evil', '1']) }],
  [141, 'an empty name', { headers: fake(['', '1']) }],
  [141, 'a pseudo header', { headers: fake([':status', '200']) }],
  [141, 'CR LF in statusText', { statusText: `OK\r\nx-evil: ${SECRET}` }],
  [142, 'a value outside latin1', { headers: fake(['x-bad', '한']) }],
  [142, 'a value that is no string', { headers: fake(['x-bad', Symbol(SECRET)]) }],
  [142, 'a value of undefined', { headers: fake(['x-bad', undefined]) }],
]

for (const [row, what, parts] of badHeads) fails(row, what, () => duck(parts))
fails(141, 'CR LF in new Headers()', () => new Response('', { headers: { 'x-a': 'a\r\nb: c' } }))
fails(142, 'a value outside latin1 in new Headers()', () =>
  Response.json({}, { headers: { 'x-a': '한' } }),
)
fails(133, 'headers that cannot be listed', () => duck({ headers: { get: () => null } }))

fault({
  row: 131,
  title: 'a Response of another realm answers, its cookies apart',
  handler: () => {
    const { runInNewContext } = require('node:vm')
    const headers = new Headers([
      ['set-cookie', 'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT'],
      ['set-cookie', 'b=2'],
    ])
    const Foreign = runInNewContext(
      '(class Response { constructor(parts) { Object.assign(this, parts) } })',
    )
    return new Foreign({ status: 202, headers, body: pieces('foreign') })
  },
  send: client => client.get(client.path),
  expect(answer, client) {
    answered('foreign', 202)(answer, client)
    expect(answer.all('set-cookie')).toEqual(['a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT', 'b=2'])
  },
})

fault({
  row: 131,
  title: 'a Response of node-fetch, whose body is a Node stream, answers',
  handler: () => {
    const { Readable } = require('node:stream')
    const headers = fake(
      ['content-type', 'text/x-node'],
      ['set-cookie', 'a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT, b=2'],
    )
    return duck({ status: 202, headers, body: Readable.from([Buffer.from('node'), 'stream']) })
  },
  send: client => client.get(client.path),
  expect(answer, client) {
    answered('nodestream', 202)(answer, client)
    expect(answer.all('set-cookie')).toEqual(['a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT', 'b=2'])
  },
})

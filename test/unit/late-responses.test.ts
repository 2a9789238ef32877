/** docs/decisions/083: what rewritten calls give is what the platform gives. */
import { runtime } from '../../src/late-responses'

type Made = Response | undefined

const asConstructed = (...args: [unknown, ResponseInit?]): Made =>
  runtime.construct(Response, args[0], args[1]) ?? new Response(...(args as [string]))

const asJson = (...args: [unknown, ResponseInit?]): Made =>
  runtime.json(Response, args[0], args[1]) ?? Response.json(...args)

/** Everything that can be seen, or the error. */
async function seen(make: () => Made): Promise<unknown> {
  try {
    const response = make()!
    const { status, statusText, ok, type, url, redirected, bodyUsed } = response
    const fields = { status, statusText, ok, type, url, redirected, bodyUsed }
    const copy = response.clone()
    const bytes = [...new Uint8Array(await copy.arrayBuffer())]
    const text = await response.text()
    return { ...fields, headers: [...response.headers], bytes, text, after: response.bodyUsed }
  } catch (error) {
    const { name, message } = error as Error
    return { name, message }
  }
}

const BODIES: readonly [string, () => unknown][] = [
  ['a text', () => 'grüezi'],
  ['an empty text', () => ''],
  ['a text with half a surrogate pair', () => 'a\uD800b'],
  ['bytes', () => new Uint8Array([1, 2, 3]).subarray(1)],
  ['a buffer', () => new Uint8Array([1, 2]).buffer],
  ['nothing', () => null],
  ['undefined', () => undefined],
  ['a number', () => 7],
  ['an object', () => ({})],
  ['form fields', () => new URLSearchParams({ a: 'ü' })],
  ['a blob', () => new Blob(['a'], { type: 'text/html' })],
  ['a stream', () => new Blob(['a']).stream()],
]

const INITS: readonly [string, () => unknown][] = [
  ['no init', () => undefined],
  ['null', () => null],
  ['an empty one', () => ({})],
  ['a status', () => ({ status: 201, statusText: 'Made' })],
  ['a status that forbids a body', () => ({ status: 204 })],
  ['a status out of range', () => ({ status: 99 })],
  ['a status text with a line break', () => ({ statusText: 'a\nb' })],
  ['a content type', () => ({ headers: { 'Content-Type': 'text/html' } })],
  ['an empty content type', () => ({ headers: { 'content-type': '' } })],
  [
    'several cookies',
    () => ({
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
    }),
  ],
  ['a header that is none', () => ({ headers: { 'a b': 'c' } })],
  ['headers that are none', () => ({ headers: 5 })],
  ['a response', () => new Response(null, { status: 202, headers: { 'x-a': 'b' } })],
  ['a number', () => 201],
]

describe('new Response(body, init)', () => {
  const cases = BODIES.flatMap(([body, makeBody]) =>
    INITS.map(([init, makeInit]) => ({ body, init, makeBody, makeInit })),
  )

  it.each(cases)('decision 083: with $body and $init', async ({ makeBody, makeInit }) => {
    const native = await seen(() => new Response(makeBody() as string, makeInit() as ResponseInit))
    expect(await seen(() => asConstructed(makeBody(), makeInit() as ResponseInit))).toEqual(native)
  })

  it('decision 083: is made late of a text and of bytes', () => {
    expect(runtime.construct(Response, 'a', undefined)).toBeInstanceOf(Response)
    expect(runtime.construct(Response, new Uint8Array(1), undefined)).toBeInstanceOf(Response)
    expect(runtime.construct(Response, new URLSearchParams(), undefined)).toBeUndefined()
  })

  it('decision 083: reads bytes when they are given', async () => {
    const bytes = new Uint8Array([1, 2])
    const response = asConstructed(bytes)!
    bytes.fill(9)
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2])
  })

  it('decision 083: is left to a class that a host put in its place', () => {
    expect(runtime.construct(class extends Response {}, 'a', undefined)).toBeUndefined()
  })
})

describe('Response.json(data, init)', () => {
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  const data: readonly [string, unknown][] = [
    ['an object', { a: [1, 'ü', null] }],
    ['a text', 'a'],
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a bigint', 1n],
    ['a cycle', cyclic],
    ['its own JSON', { toJSON: () => ({ b: 1 }) }],
    [
      'what throws',
      {
        toJSON: () => {
          throw new RangeError('no JSON')
        },
      },
    ],
  ]
  const cases = data.flatMap(([title, value]) =>
    INITS.map(([init, makeInit]) => ({ title, init, value, makeInit })),
  )

  it.each(cases)('decision 083: with $title and $init', async ({ value, makeInit }) => {
    const native = await seen(() => Response.json(value, makeInit() as ResponseInit))
    expect(await seen(() => asJson(value, makeInit() as ResponseInit))).toEqual(native)
  })

  it('decision 083: is left to a function that a host put in its place', () => {
    const { json } = Response
    Response.json = data => new Response(`replaced ${data}`)
    try {
      expect(runtime.json(Response, 1, undefined)).toBeUndefined()
    } finally {
      Response.json = json
    }
  })
})

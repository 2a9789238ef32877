/** Tables "Runtime errors" and "Thrown values" of next-semantics 2.2. */
import vm from 'node:vm'
import { readReturned, readThrown } from '../../../src/handler/outcome'
import {
  forbidden,
  notFound,
  permanentRedirect,
  redirect,
  unauthorized,
} from '../../../src/next/navigation'
import { NextResponse } from '../../../src/next/server'
import { calledWith, FILE } from './called'

const withDigest = (digest: unknown) => Object.assign(new Error('x'), { digest })

/** What a call throws, whatever it is. */
function thrownBy(call: () => unknown): unknown {
  try {
    call()
  } catch (thrown) {
    return thrown
  }
  throw new Error('nothing was thrown')
}

class Money {}

describe('readReturned(value, called)', () => {
  it.each([
    ['a Response', new Response('x')],
    ['a NextResponse', NextResponse.json({ a: 1 })],
    ['a Response of another realm', { status: 200, headers: new Headers(), body: null }],
    [
      'a polyfill with a stream',
      { status: 200, headers: new Headers(), body: new ReadableStream() },
    ],
    ['an answer that is no success', new Response(null, { status: 500 })],
  ])('HDR-6: %s is an answer as it is, and keeps cookies', (_what, value) => {
    expect(readReturned(value, calledWith())).toEqual({ response: value, keepsCookies: true })
  })

  it.each([
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a string', 'x', 'string'],
    ['a number', 200, 'number'],
    ['a function', () => {}, 'function'],
    ['a plain object', { ok: true }, 'Object'],
    ['an array', [], 'Array'],
    ['an instance', new Money(), 'Money'],
    ['an object without a class', Object.create(null), 'object'],
    ['an object with a status only', { status: 200 }, 'Object'],
    [
      'an answer of a Node-only library',
      { status: 200, headers: new Headers(), body: {} },
      'Object',
    ],
  ])(
    'FT-5, rows 129 and 130: %s is RH_NO_RESPONSE in the words of Next',
    (_what, value, received) => {
      const text =
        `No response is returned from route handler '${FILE}'. Expected a Response object but ` +
        `received '${received}' (method: POST, url: http://host.example/p?q=1). Ensure you return ` +
        'a `Response` or a `NextResponse` in all branches of your handler.'
      expect(thrownBy(() => readReturned(value, calledWith({ method: 'POST' })))).toMatchObject({
        code: 'RH_NO_RESPONSE',
        status: 500,
        expose: false,
        file: FILE,
        message: text,
      })
    },
  )

  it.each([14, 15, 16] as const)('FT-5: under compat %i too, file and method are named', compat => {
    const error = thrownBy(() => readReturned(undefined, calledWith({ compat }))) as Error
    expect(error.message).toContain(FILE)
    expect(error.message).toContain('GET')
  })

  it.each([
    [
      'NextResponse.rewrite()',
      NextResponse.rewrite('http://host.example/other'),
      'RH_REWRITE_IN_HANDLER',
      'NextResponse.rewrite() was used in a app route handler, this is not currently supported. Please remove the invocation to continue.',
    ],
    [
      'NextResponse.next()',
      NextResponse.next(),
      'RH_NEXT_IN_HANDLER',
      'NextResponse.next() was used in a app route handler, this is not supported. See here for more info: https://nextjs.org/docs/messages/next-response-next-in-app-route-handler',
    ],
  ])('row 140: %s is refused in the words of Next', (_what, value, code, message) => {
    const error = thrownBy(() => readReturned(value, calledWith()))
    expect(error).toMatchObject({ code, status: 500, file: FILE })
    expect((error as Error).message).toBe(`${message} (${FILE})`)
  })

  it('row 140: another value of x-middleware-next is an ordinary header', () => {
    const response = new Response(null, { headers: { 'x-middleware-next': '0' } })
    expect(readReturned(response, calledWith()).response).toBe(response)
  })
})

type Thrower = () => unknown

const ANSWERS: readonly (readonly [string, Thrower, number, string | null, boolean])[] = [
  ['redirect(url)', () => redirect('/relative?x=1'), 307, '/relative?x=1', true],
  ['redirect(//host)', () => redirect('//evil.example'), 307, '//evil.example', true],
  ['redirect() beyond latin1', () => redirect('/\ud55c'), 307, '/%ED%95%9C', true],
  ['permanentRedirect(url)', () => permanentRedirect('/x'), 308, '/x', true],
  ['notFound()', () => notFound(), 404, null, false],
  ['D-r: forbidden()', () => forbidden(), 403, null, false],
  ['D-r: unauthorized()', () => unauthorized(), 401, null, false],
]

const DIGESTS: readonly (readonly [string, 14 | 15 | 16, number | undefined])[] = [
  ['NEXT_REDIRECT;replace;/foo;307;', 16, 307],
  ['NEXT_REDIRECT;push;/foo;307;', 16, 307],
  ['NEXT_REDIRECT;replace;/foo;303;', 16, 303],
  ['NEXT_REDIRECT;replace;/foo;303;', 15, 303],
  ['NEXT_REDIRECT;replace;/foo;303;', 14, undefined],
  ['NEXT_REDIRECT;replace;/foo;302;', 16, undefined],
  ['NEXT_REDIRECT;replace;/a;b;307;', 16, 307],
  ['NEXT_HTTP_ERROR_FALLBACK;404', 16, 404],
  ['NEXT_HTTP_ERROR_FALLBACK;418', 16, undefined],
  ['NEXT_NOT_FOUND', 14, 404],
  ['NEXT_NOT_FOUND', 15, undefined],
  ['NEXT_NOT_FOUND', 16, undefined],
]

describe('readThrown(thrown, called)', () => {
  it.each(ANSWERS)('ERR-6: %s is %s', (_what, call, status, location, keepsCookies) => {
    const outcome = readThrown(thrownBy(call), calledWith())
    expect(outcome.keepsCookies).toBe(keepsCookies)
    expect(outcome.response.status).toBe(status)
    expect(outcome.response.headers.get('location')).toBe(location)
    expect(outcome.response.body).toBeNull()
  })

  it.each(DIGESTS)('ERR-6: the digest %s under compat %i is %s', (digest, compat, status) => {
    const error = withDigest(digest)
    const reading = () => readThrown(error, calledWith({ compat })).response.status
    if (status === undefined) expect(thrownBy(reading)).toBe(error)
    else expect(reading()).toBe(status)
  })

  it('2.2: a redirect digest without URL is an error in the words of Next', () => {
    const error = thrownBy(() =>
      readThrown(withDigest('NEXT_REDIRECT;replace;;307;'), calledWith()),
    )
    expect(error).toMatchObject({ message: 'Invariant: Unexpected redirect url format' })
  })

  it('row 163: a redirect that would split headers is an error', () => {
    const digest = 'NEXT_REDIRECT;replace;/a\r\nX:1;307;'
    expect(thrownBy(() => readThrown(withDigest(digest), calledWith()))).toMatchObject({
      code: 'RH_INVALID_ARGUMENT',
      status: 500,
    })
  })

  it.each([
    ['POST', { 'content-type': 'application/x-www-form-urlencoded' }, 16, 303],
    ['POST', { 'content-type': 'application/x-www-form-urlencoded' }, 15, 303],
    ['POST', { 'content-type': 'application/x-www-form-urlencoded' }, 14, 307],
    ['POST', { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, 16, 307],
    ['POST', { 'content-type': 'multipart/form-data; boundary=x' }, 16, 303],
    ['POST', { 'next-action': 'x' }, 16, 303],
    ['POST', { 'next-action': '' }, 16, 303],
    ['POST', { 'content-type': 'application/json' }, 16, 307],
    ['POST', {}, 16, 307],
    ['PUT', { 'content-type': 'application/x-www-form-urlencoded' }, 16, 307],
    ['GET', { 'next-action': 'x' }, 16, 307],
  ] as const)(
    '2.2: redirect() after %s with %j under compat %i is %i',
    (method, headers, compat, status) => {
      const called = calledWith({ method, headers, compat })
      expect(
        readThrown(
          thrownBy(() => redirect('/x')),
          called,
        ).response.status,
      ).toBe(status)
    },
  )

  it('2.2: permanentRedirect() after a posted form is 303 as well', () => {
    const called = calledWith({ method: 'POST', headers: { 'next-action': 'x' } })
    expect(
      readThrown(
        thrownBy(() => permanentRedirect('/x')),
        called,
      ).response.status,
    ).toBe(303)
  })

  it.each([
    ['an Error', new Error('x')],
    ['a TypeError', new TypeError('x')],
    ['a DOMException', new DOMException('x', 'AbortError')],
    ['an Error of another realm', vm.runInNewContext('new Error("x")')],
    ['an Error with a status of its own', Object.assign(new Error('x'), { status: 404 })],
    ['a frozen Error', Object.freeze(new Error('x'))],
  ])('ERR-3: %s reaches the host as it is', (_what, error) => {
    expect(thrownBy(() => readThrown(error, calledWith()))).toBe(error)
  })

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['the empty string', ''],
    ['0', 0],
    ['"route", which Express obeys', 'route'],
    ['"router", which Express obeys', 'router'],
    ['row 139: a Response', new Response()],
    ['an object with a status', { status: 404 }],
  ])('ERR-2: %s is the cause of RH_NON_ERROR_THROWN', (_what, value) => {
    const error = thrownBy(() => readThrown(value, calledWith())) as Error
    expect(error).toMatchObject({ code: 'RH_NON_ERROR_THROWN', status: 500, expose: false })
    expect(error).toHaveProperty('cause', value)
    expect(error).toMatchObject({ file: FILE, message: expect.stringContaining(FILE) })
  })
})

/** One request, three views of it: `headers`, `cookies` and `nextUrl` never tell different things. */
import { defineIncomingRequest, lazyRequestsWork } from '../../../src/fetch/incoming-request'
import { NextRequest } from '../../../src/next/request'
import { NextResponse } from '../../../src/next/response'

const AT = 'http://a.test/x?y=1'
const sent = () => new Headers({ cookie: 'a=1; b=2', 'x-a': '1' })

const received = (lazy: boolean) => () =>
  defineIncomingRequest(
    NextRequest,
    lazy,
  )({
    method: 'GET',
    url: () => AT,
    headers: sent,
    body: () => null,
    signal: () => new AbortController().signal,
  })

const kinds: Array<readonly [string, () => NextRequest]> = [
  ['a NextRequest', () => new NextRequest(AT, { headers: sent() })],
  ['a NextRequest of a received one', () => new NextRequest(received(false)())],
  ['a received request', received(false)],
  ...(lazyRequestsWork() ? [['a lazily built one', received(true)] as const] : []),
]

describe.each(kinds)('%s', (_, make) => {
  test('a cookie that is set shows in the headers, whichever was asked for first', () => {
    for (const first of ['headers', 'cookies'] as const) {
      const request = make()
      void request[first]
      request.cookies.set('c', '3')
      expect(request.headers.get('cookie')).toBe('a=1; b=2; c=3')
    }
  })

  test('a cookie that is deleted is gone from the headers', () => {
    const request = make()
    request.cookies.delete('a')
    expect(request.headers.get('cookie')).toBe('b=2')
  })

  test('headers, cookies and nextUrl are one object each', () => {
    const request = make()
    const { headers, cookies, nextUrl, signal } = request
    headers.set('x-a', '2')
    cookies.set('c', '3')
    expect(Object.is(request.headers, headers)).toBe(true)
    expect(Object.is(request.cookies, cookies)).toBe(true)
    expect(Object.is(request.nextUrl, nextUrl)).toBe(true)
    expect(Object.is(request.signal, signal)).toBe(true)
  })

  test('a change of nextUrl leaves the URL of the request', () => {
    const request = make()
    request.nextUrl.pathname = '/z'
    request.nextUrl.searchParams.set('y', '2')
    expect(request.nextUrl.href).toBe('http://a.test/z?y=2')
    expect(request.url).toBe(AT)
  })

  test('a copy and a clone have the changes, and none of the later ones', () => {
    const request = make()
    request.headers.set('x-a', '2')
    request.cookies.set('c', '3')
    for (const copy of [new Request(request), request.clone(), new NextRequest(request)]) {
      request.headers.set('x-a', '3')
      expect([copy.headers.get('x-a'), copy.headers.get('cookie')]).toEqual(['2', 'a=1; b=2; c=3'])
      request.headers.set('x-a', '2')
    }
  })
})

test('the cookies of a NextResponse are its Set-Cookie lines', () => {
  const response = NextResponse.json({ a: 1 })
  response.cookies.set('a', '1')
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/'])
  response.headers.append('set-cookie', 'b=2')
  expect(response.clone().headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2'])
})

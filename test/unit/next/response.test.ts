import { ImageResponse } from '../../../src/next/og'
import { NextResponse } from '../../../src/next/response'

describe('NextResponse', () => {
  test('is a Response, also in its statics', () => {
    const response = NextResponse.json(1)
    expect(response).toBeInstanceOf(Response)
    expect(response).toBeInstanceOf(NextResponse)
    expect(response.constructor.name).toBe('NextResponse')
  })

  test.each<[data: unknown, init: ResponseInit | undefined, status: number, type: string]>([
    [{ a: 1 }, undefined, 200, 'application/json'],
    [null, { status: 201 }, 201, 'application/json'],
    [
      'x',
      { headers: { 'Content-Type': 'application/problem+json' } },
      200,
      'application/problem+json',
    ],
  ])('json(%j, %j)', async (data, init, status, type) => {
    const response = NextResponse.json(data, init)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe(type)
    expect(await response.json()).toEqual(data)
  })

  test('json() takes a Response as its init', () => {
    const init = new Response(null, {
      status: 418,
      statusText: "I'm a pot",
      headers: { 'x-a': '1' },
    })
    const response = NextResponse.json({}, init)
    expect([response.status, response.statusText, response.headers.get('x-a')]).toEqual([
      418,
      "I'm a pot",
      '1',
    ])
  })

  test('json(undefined) fails as Response.json() does', () => {
    expect(() => NextResponse.json(undefined)).toThrow(TypeError)
  })

  test('json() does not recurse when the global Response.json calls it', () => {
    const native = Response.json
    Response.json = NextResponse.json
    try {
      expect(NextResponse.json({ a: 1 }).status).toBe(200)
    } finally {
      Response.json = native
    }
  })

  test.each([
    ['http://a.test/x', undefined, 307, 'http://a.test/x'],
    [new URL('http://a.test/한'), 308, 308, 'http://a.test/%ED%95%9C'],
    ['http://a.test', { status: 303 }, 303, 'http://a.test/'],
    ['http://a.test/a\r\nX: 1', 301, 301, 'http://a.test/aX:%201'],
  ])('redirect(%j, %j)', (url, init, status, location) => {
    const response = NextResponse.redirect(url, init)
    expect([response.status, response.headers.get('location'), response.body]).toEqual([
      status,
      location,
      null,
    ])
  })

  test('redirect() keeps the headers it is given', () => {
    const response = NextResponse.redirect('http://a.test/', { headers: { 'x-a': '1' } })
    expect(response.headers.get('x-a')).toBe('1')
  })

  test('redirect() refuses other statuses and relative URLs', () => {
    expect(() => NextResponse.redirect('http://a.test/', 200)).toThrow(
      new RangeError('Failed to execute "redirect" on "response": Invalid status code'),
    )
    expect(() => NextResponse.redirect('/rel')).toThrow('URL is malformed "/rel".')
  })

  test('rewrite() and next() carry the headers by which handlers refuse them', () => {
    const rewrite = NextResponse.rewrite('http://a.test/x')
    expect(rewrite.headers.get('x-middleware-rewrite')).toBe('http://a.test/x')
    const next = NextResponse.next({ request: { headers: new Headers({ a: '1' }) } })
    expect(Object.fromEntries(next.headers)).toEqual({
      'x-middleware-next': '1',
      'x-middleware-request-a': '1',
      'x-middleware-override-headers': 'a',
    })
    const headers = { a: '1' } as unknown as Headers
    expect(() => NextResponse.next({ request: { headers } })).toThrow(
      'must be an instance of Headers',
    )
  })

  test('cookies go to the Set-Cookie headers', () => {
    const response = NextResponse.json({})
    response.cookies.set('a', '1').delete({ name: 'b', path: '/p' })
    expect(response.headers.getSetCookie()).toEqual([
      'a=1; Path=/',
      'b=; Path=/p; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    ])
  })
})

test('ImageResponse of next/og says what is missing', () => {
  expect(() => new ImageResponse(null)).toThrow(
    expect.objectContaining({ code: 'RH_NOT_SUPPORTED' }),
  )
})

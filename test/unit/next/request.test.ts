import { inspect } from 'node:util'
import { defineIncomingRequest, lazyRequestsWork } from '../../../src/fetch/incoming-request'
import { NextRequest } from '../../../src/next/request'
import { NextURL } from '../../../src/next/url'

describe('new NextRequest()', () => {
  test.each([
    ['http://127.0.0.1:99/a/b?x=1#h', 'http://localhost:99/a/b?x=1#h'],
    ['http://[::1]:99/', 'http://localhost:99/'],
    ['http://127.evil.test/', 'http://127.evil.test/'],
    ['https://a.test/?q&y=%20', 'https://a.test/?q&y=%20'],
    ['http://a.test/dir/', 'http://a.test/dir/'],
  ])('new NextRequest(%j).url is %j', (input, url) => {
    const request = new NextRequest(input)
    expect(request.url).toBe(url)
    expect(request.nextUrl.href).toBe(url)
  })

  test('is a Request, and named as in Next.js', () => {
    const request = new NextRequest(new URL('http://a.test/'))
    expect(request).toBeInstanceOf(Request)
    expect(request.constructor.name).toBe('NextRequest')
  })

  test("refuses relative URLs in Next.js's words", () => {
    expect(() => new NextRequest('/rel')).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_ARGUMENT',
        message:
          'URL is malformed "/rel". Please use only absolute URLs - https://nextjs.org/docs/messages/middleware-relative-urls',
        cause: expect.objectContaining({ name: 'TypeError' }),
      }),
    )
  })

  test('sends a body without being told duplex, and leaves the init as it is', async () => {
    const init = { method: 'POST', body: new Blob(['text']).stream() }
    const request = new NextRequest('http://a.test/', init)
    expect(await request.text()).toBe('text')
    expect(init).not.toHaveProperty('duplex')
  })

  test('copies a request, and its URL as it is (D-a)', async () => {
    const native = new Request('http://127.0.0.1:3000/x', { method: 'POST', body: 'text' })
    const copy = new NextRequest(native, { headers: { 'x-added': '1' } })
    expect(copy.url).toBe('http://127.0.0.1:3000/x')
    expect(copy.headers.get('x-added')).toBe('1')
    expect(await copy.text()).toBe('text')
  })

  test('takes a Request as its init', async () => {
    const native = new Request('http://a.test/x', { method: 'POST', body: 'text' })
    const request = new NextRequest('http://b.test/y', native)
    expect([request.url, request.method, await request.text()]).toEqual([
      'http://b.test/y',
      'POST',
      'text',
    ])
  })

  test('nextConfig: the base path stays in url and leaves nextUrl.pathname', () => {
    const nextConfig = { basePath: '/docs' }
    const { url, nextUrl } = new NextRequest('http://a.test/docs/x', { nextConfig })
    expect([url, nextUrl.pathname, nextUrl.basePath, nextUrl.href]).toEqual([
      'http://a.test/docs/x',
      '/x',
      '/docs',
      'http://a.test/docs/x',
    ])
  })

  test('geo and ip are undefined unless given', () => {
    const request = new NextRequest('http://a.test/')
    expect([request.geo, request.ip]).toEqual([undefined, undefined])
    const given = new NextRequest('http://a.test/', { geo: { city: 'Oslo' }, ip: '1.2.3.4' })
    expect([given.geo, given.ip]).toEqual([{ city: 'Oslo' }, '1.2.3.4'])
  })

  test('page and ua name their successors', () => {
    const request = new NextRequest('http://a.test/')
    expect(() => request.page).toThrow('deprecated in favour of `URLPattern`.\n  Read more: ')
    expect(() => request.ua).toThrow('removed in favour of `userAgent` function.\n  Read more: ')
  })

  test('changing nextUrl does not change url', () => {
    const request = new NextRequest('http://a.test/x')
    request.nextUrl.pathname = '/y'
    expect(request.nextUrl).toBe(request.nextUrl)
    expect(request.nextUrl.href).toBe('http://a.test/y')
    expect(request.url).toBe('http://a.test/x')
  })
})

const ways: Array<[how: string, lazy: boolean]> = [['natively', false]]
if (lazyRequestsWork()) ways.push(['lazily', true])

describe.each(ways)('an incoming request built %s', (_, lazy) => {
  const incoming = defineIncomingRequest(NextRequest, lazy)
  const make = () =>
    incoming({
      method: 'GET',
      url: () => 'http://127.0.0.1:1/x?q&y=%20',
      headers: () => new Headers({ cookie: 'a=1' }),
      body: () => null,
      signal: () => new AbortController().signal,
      source: undefined,
    })

  test('is a NextRequest whose origin and query are those received (D-a, D-b)', () => {
    const request = make()
    expect(request).toBeInstanceOf(NextRequest)
    expect(request.url).toBe('http://127.0.0.1:1/x?q&y=%20')
    expect(request.nextUrl.href).toBe(request.url)
    expect(request.nextUrl).toBeInstanceOf(NextURL)
    expect(request.nextUrl.clone().origin).toBe('http://127.0.0.1:1')
  })

  test('has live cookies', () => {
    const request = make()
    expect(request.cookies.get('a')?.value).toBe('1')
    request.cookies.set('b', '2')
    expect(request.headers.get('cookie')).toBe('a=1; b=2')
  })

  test('has one nextUrl and one set of cookies, frozen or not', () => {
    for (const request of [make(), Object.freeze(make()), Object.freeze(new NextRequest(make()))]) {
      expect(request.nextUrl).toBe(request.nextUrl)
      expect(request.cookies).toBe(request.cookies)
    }
  })

  test('can be copied by new NextRequest()', () => {
    expect(new NextRequest(make()).cookies.get('a')?.value).toBe('1')
  })

  test('prints itself', () => {
    expect(inspect(make())).toMatch(/^NextRequest \{\s+method: 'GET',\s+url: 'http/)
  })
})

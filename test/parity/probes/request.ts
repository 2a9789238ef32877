import { differs, refused, status } from '../declare'
import type { Probe, Row } from '../probe'

const other = (next: string, ours: string, row: Row) => differs(row, { body: next }, { body: ours })

const url = (query: string) => `http://localhost:PORT/request/url${query}`

const text = (body: string) => ({
  ...status(200),
  body,
  'headers.content-type': ['text/plain;charset=UTF-8'],
})

/** [query, what Next makes of it] */
const rewritten: readonly [string, string][] = [
  ['?y=%20', '?y=+'],
  ['?q', '?q='],
  ['?y=a%20b&y=c', '?y=a+b&y=c'],
  ['?s=(x)!*~', '?s=%28x%29%21*%7E'],
  ['?', ''],
  ['?a=1&b=2&a=3', '?a=1&a=3&b=2'],
  ['?a=b/c:d@e', '?a=b%2Fc%3Ad%40e'],
]

const cookie = 'a=1; b=%20; c; d=%E0%A4%A; e="q"; a=2; z=1'

const cloned = (type: string) =>
  JSON.stringify({ text: 'text', nextUrl: type, cookies: type, own: '/config/force-dynamic' })

export const request: readonly Probe[] = [
  ['request.url', { path: '/request/url' }],
  ['request.url keeps a plain query', { path: '/request/url?b=2&a=1&a=3&=x' }],
  ['request.url with an apostrophe', { path: "/request/url?s='" }],
  ...rewritten.map(
    ([query, next]): Probe => [
      `request.url of ${query}`,
      { path: `/request/url${query}` },
      other(url(next), url(query), 'D-b'),
    ],
  ),
  [
    'request.url follows Host',
    { path: '/request/url', headers: { host: 'example.com:8080' } },
    other(url(''), 'http://example.com:8080/request/url', 'D-a'),
  ],
  [
    'request.url does not believe X-Forwarded-Proto',
    { path: '/request/url', headers: { 'x-forwarded-proto': 'https' } },
    other('https://localhost:PORT/request/url', url(''), 'D-a'),
  ],
  [
    'request.url does not believe X-Forwarded-Host',
    { path: '/request/url', headers: { 'x-forwarded-host': 'evil.example' } },
  ],
  [
    'an invalid Host',
    { path: '/request/url', headers: { host: 'a@evil' } },
    refused('D-a', text(url('')), 'RH_BAD_HOST'),
  ],
  ['nextUrl', { path: '/request/next-url?a=1&a=3&b=2' }],
  ['the origin of nextUrl', { path: '/request/next-url-origin?a=1' }],
  ['nextUrl is mutable, url is not', { path: '/request/next-url-mutation?a=1' }],
  ['the members of a request', { path: '/request/members' }],
  ['members that were removed', { path: '/request/removed' }],
  ['instanceof Request', { path: '/request/instanceof' }],
  [
    'clone()',
    { method: 'POST', path: '/request/clone', body: 'text', headers: { 'content-type': 'text/x' } },
  ],
  ['new Request(request)', { method: 'POST', path: '/request/wrap', body: 'text' }],
  ['new NextRequest()', { path: '/request/construct' }],
  [
    'request headers',
    {
      path: '/request/headers',
      headers: {
        accept: 'text/html, */*;q=0.1',
        'x-repeated': ['a', 'b'],
        'x-empty': '',
        'x-latin1': 'caf\u00e9',
        referer: 'http://example.com/',
        authorization: 'Basic YTpi',
        origin: 'http://example.com',
        'sec-fetch-mode': 'cors',
        te: 'trailers',
        'next-router-prefetch': '1',
      },
    },
  ],
  ['a copy of the headers', { path: '/request/headers-copy' }],
  [
    'X-Forwarded headers that the client sent',
    { path: '/request/forwarded', headers: forwarded() },
  ],
  ['X-Forwarded headers that nobody sent', { path: '/request/forwarded' }],
  ['request.cookies', { path: '/request/cookies', headers: { cookie } }],
  ['request.cookies without a cookie', { path: '/request/cookies' }],
  [
    'request.cookies is mutable',
    { path: '/request/cookies-mutation', headers: { cookie: 'a=1; b=2; c=3' } },
  ],
  [
    'force-dynamic: clone()',
    { method: 'POST', path: '/config/force-dynamic', body: 'text' },
    other(cloned('undefined'), cloned('object'), 'N-4'),
  ],
  [
    'a client that leaves aborts the signal and cancels the stream',
    { method: 'POST', path: '/request/abort' },
    { after: [{ path: '/request/abort', leave: true }] },
  ],
]

function forwarded() {
  return {
    'x-forwarded-for': '1.2.3.4',
    'x-forwarded-host': 'example.com',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'http',
  }
}

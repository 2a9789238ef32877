import { differs, handedOver, refused, status } from '../declare'
import type { Probe } from '../probe'

const headers = { cookie: 'y=0; z=1; w=2' }

const withCookie = (line: string) => ({
  ...status(200),
  body: 'ok',
  'headers.content-type': ['text/plain;charset=UTF-8'],
  'headers.set-cookie': [line],
})

const nameRefused = (name: string) =>
  `Cookie "${name}": the name cannot be sent in Set-Cookie. Use ASCII letters, digits and - _ . without spaces.`

const draftCookie = '__prerender_bypass=ID; Path=/; Secure; HttpOnly; SameSite=none'

const expired = (name: string) =>
  `${name}=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=None`

export const cookies: readonly Probe[] = [
  ['cookies().set', { path: '/cookies/set', headers }],
  ['cookies().delete', { path: '/cookies/delete', headers }],
  [
    'Set-Cookie passes verbatim when cookies() is only read',
    { path: '/cookies/untouched', headers },
  ],
  [
    'Set-Cookie of the response and cookies().set',
    { path: '/cookies/merge', headers },
    differs(
      'D-h',
      {
        'headers.set-cookie': [
          'a=res; Path=/p',
          'b=; Path=/',
          'dup=2; Path=/2',
          'enc=a%20b; Path=/; Expires=Wed, 21 Oct 2015 07:28:00 GMT; Secure; HttpOnly; SameSite=strict',
        ],
      },
      {
        'headers.set-cookie': [
          'a=res; Max-Age=0; Path=/p',
          'b=; Max-Age=0',
          'dup=1',
          'dup=2; Path=/2',
          'enc=a%20b; Expires=Wed, 21 Oct 2015 07:28:00 GMT; HttpOnly; Secure; SameSite=Strict; Foo=Bar',
        ],
      },
    ),
  ],
  ['NextResponse.cookies and cookies().set', { path: '/cookies/merge-next-response', headers }],
  ['one cookie set several times', { path: '/cookies/repeated', headers }],
  ['NextResponse.cookies', { path: '/cookies/next-response', headers }],
  ['every attribute of a cookie', { path: '/cookies/attributes', headers }],
  ['the members of cookies()', { path: '/cookies/store', headers }],
  ['cookies() in nested functions', { path: '/cookies/nested', headers }],
  ['redirect() keeps cookies', { path: '/cookies/redirect', headers }],
  ['notFound() drops cookies', { path: '/cookies/not-found', headers }],
  ['NextResponse.redirect keeps cookies', { path: '/cookies/next-redirect', headers }],
  ['Response.redirect keeps cookies', { path: '/cookies/immutable-response', headers }],
  [
    'a cookie name that is not ASCII',
    { path: '/cookies/names/unicode' },
    handedOver(nameRefused('한글')),
  ],
  [
    'a cookie name with a separator',
    { path: '/cookies/names/separator' },
    refused('N-9', withCookie('a;b=1; Path=/'), nameRefused('a;b'), 500),
  ],
  [
    'a cookie name with an equals sign',
    { path: '/cookies/names/equals' },
    refused('N-9', withCookie('a=b=1; Path=/'), nameRefused('a=b'), 500),
  ],
  ['HEAD keeps cookies', { method: 'HEAD', path: '/cookies/set', headers }],
]

export const requestState: readonly Probe[] = [
  [
    'headers()',
    {
      path: '/headers/read',
      headers: { accept: 'text/x', 'next-router-prefetch': '1', 'x-repeated': ['a', 'b'] },
    },
  ],
  ['headers() is read-only', { path: '/headers/sealed', headers: { accept: 'text/x' } }],
  ['headers().get(referer)', { path: '/headers/referer', headers: { referer: 'http://a/' } }],
  ['draftMode().enable()', { path: '/draft/enable' }],
  ['draftMode().disable()', { path: '/draft/disable' }],
  ['draftMode() and redirect()', { path: '/draft/redirect' }],
  [
    'a draft mode cookie with another id',
    { path: '/draft/enable', headers: { cookie: '__prerender_bypass=x' } },
    differs(
      'N-5',
      {
        'headers.set-cookie': [
          expired('__prerender_bypass'),
          expired('__next_preview_data'),
          draftCookie,
        ],
      },
      { 'headers.set-cookie': [draftCookie] },
    ),
  ],
  ['after(): the response first', { path: '/after/order' }],
  ['after(): promise, callbacks, nested', { method: 'POST', path: '/after/order' }],
  [
    'after(): reads cookies and headers, sets none',
    { method: 'POST', path: '/after/cookies' },
    { after: [{ path: '/after/cookies', headers: { cookie: 'y=1', accept: 'text/x' } }] },
  ],
  [
    'after() runs after redirect()',
    { method: 'POST', path: '/after/redirect' },
    { after: [{ path: '/after/redirect' }] },
  ],
  [
    'after() runs after a throw, and past a throwing callback',
    { method: 'POST', path: '/after/throw' },
    { after: [{ path: '/after/throw' }] },
  ],
  ['after() with a bad argument', { path: '/after/invalid' }],
  ['connection()', { path: '/server/connection' }],
  ['request APIs at module scope', { path: '/server/scope' }],
]

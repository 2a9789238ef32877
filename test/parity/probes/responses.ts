import { differs, handedOver, refused, status } from '../declare'
import type { Probe } from '../probe'

const kinds = ['string', 'blob', 'untyped-blob', 'form', 'search-params', 'bytes', 'stream', 'null']
const moreKinds = ['empty-string', 'json', 'own-type', 'redirect', 'unknown']
const codes = [200, 201, 204, 205, 299, 304, 400, 401, 404, 418, 500, 503, 599]
const redirects = [
  'default',
  '301',
  '302',
  '303',
  '307',
  '308',
  '304',
  '200',
  'relative',
  'same-origin',
]

/** [what happens, the route, the code or message that the host sees] */
const errors: readonly [string, string, string][] = [
  ['a throw', 'throw', 'boom'],
  ['a synchronous throw', 'throw-sync', 'boom at once'],
  ['a thrown string', 'throw-string', 'RH_NON_ERROR_THROWN'],
  ['a thrown Response', 'throw-response', 'RH_NON_ERROR_THROWN'],
  ['null is returned', 'return-null', 'RH_NO_RESPONSE'],
  ['nothing is returned', 'return-nothing', 'RH_NO_RESPONSE'],
  ['a string is returned', 'return-string', 'RH_NO_RESPONSE'],
  ['an object is returned', 'return-object', 'RH_NO_RESPONSE'],
  ['Response.error()', 'response-error', 'RH_BAD_RESPONSE'],
]

const modules = {
  ready: 'top-level await',
  hmac: '6afa9046a9579cad143a384c1b564b9a250d27d6f6a63f9f20bf3a7594c9e2c6',
  fs: 'function',
}

const globals = (AsyncLocalStorage: string, WebSocket: string) =>
  JSON.stringify({ AsyncLocalStorage, WebSocket, crypto: 'object', phase: null, env: 'production' })

export const responses: readonly Probe[] = [
  ...[...kinds, ...moreKinds].map(
    (name): Probe => [`a body of kind ${name}`, { path: `/responses/kind/${name}` }],
  ),
  ...codes.map((code): Probe => [`status ${code}`, { path: `/responses/status/${code}` }]),
  ['HEAD of a string', { method: 'HEAD', path: '/responses/kind/string' }],
  ['a subclass of Response', { path: '/responses/subclass' }],
  ['NextResponse.json', { path: '/next-response/json' }],
  ['NextResponse.json with its own type', { path: '/next-response/json-type' }],
  ['new NextResponse()', { path: '/next-response/text' }],
  ...redirects.map(
    (name): Probe => [
      `NextResponse.redirect: ${name}`,
      { path: `/next-response/redirect/${name}` },
    ],
  ),
  [
    'NextResponse.rewrite is refused',
    { path: '/next-response/rewrite' },
    handedOver('RH_REWRITE_IN_HANDLER'),
  ],
  [
    'NextResponse.next is refused',
    { path: '/next-response/next' },
    handedOver('RH_NEXT_IN_HANDLER'),
  ],
  [
    'the header of NextResponse.next is refused',
    { path: '/headers/middleware-next' },
    handedOver('RH_NEXT_IN_HANDLER'),
  ],
  ...errors.map(
    ([title, path, what]): Probe => [title, { path: `/errors/${path}` }, handedOver(what)],
  ),
  ['a thrown error with a status', { path: '/errors/throw-status' }, handedOver('conflict', 409)],
  [
    'a Response whose body was read',
    { path: '/errors/used-body' },
    refused(
      'D-f',
      { ...status(500), body: '', 'headers.content-type': ['text/plain;charset=UTF-8'] },
      'RH_RESPONSE_REUSED',
      500,
    ),
  ],
  ['response headers', { path: '/headers/many' }],
  [
    'headers that only Next may set',
    { path: '/headers/internal' },
    differs(
      'N-10',
      { 'headers.x-middleware-override-headers': ['x-evil'], 'headers.x-nextjs-cache': ['HIT'] },
      {},
    ),
  ],
  ['a response that came from fetch', { path: '/proxy/verbatim' }],
  [
    'a response that came from fetch, and cookies()',
    { path: '/proxy/cookies' },
    differs(
      'D-h',
      {
        'headers.set-cookie': [
          'a=3; Path=/; Expires=Wed, 21 Oct 2015 07:28:00 GMT',
          'b=2; Path=/',
          'seen=1; Path=/',
        ],
      },
      {
        'headers.set-cookie': [
          'a=1; Path=/; HttpOnly',
          'b=2',
          'a=3; Expires=Wed, 21 Oct 2015 07:28:00 GMT',
          'seen=1; Path=/',
        ],
      },
    ),
  ],
  ['a body that came from fetch', { path: '/proxy/rewrapped' }],
  [
    'a request forwarded with its body',
    {
      method: 'POST',
      path: '/proxy/post',
      body: 'forwarded',
      headers: { 'content-type': 'text/x' },
    },
  ],
  ['a Date of the handler', { path: '/headers/date' }],
  [
    'connection headers of the handler',
    { path: '/headers/hop-by-hop' },
    {
      keep: ['connection', 'keep-alive'],
      ...differs('N-11', { 'headers.keep-alive': ['timeout=99'] }, {}),
    },
  ],
  [
    'Content-Length of the handler',
    { path: '/headers/length' },
    {
      keep: ['content-length', 'transfer-encoding'],
      ...differs(
        'D-g',
        { 'headers.transfer-encoding': ['chunked'] },
        { 'headers.content-length': ['5'] },
      ),
    },
  ],
  [
    'Content-Encoding of the handler',
    { path: '/headers/encoding' },
    differs('D-g', {}, { 'headers.content-encoding': ['gzip'] }),
  ],
  ['Transfer-Encoding of the handler', { path: '/headers/transfer-encoding' }],
  ['Vary of the handler', { path: '/headers/vary' }],
  ['Set-Cookie, one line each', { path: '/headers/set-cookie' }],
  [
    'a Latin-1 header value',
    { path: '/headers/latin1' },
    differs(
      'N-8',
      { 'headers.x-latin1': ['caf\u00c3\u00a9'] },
      { 'headers.x-latin1': ['caf\u00e9'] },
    ),
  ],
  ['a stream of chunks', { path: '/streams/chunks' }],
  ['a stream of strings', { path: '/streams/strings' }],
  ['an empty stream', { path: '/streams/empty' }],
  ['a stream of 1 MB', { path: '/streams/large' }],
  ['an async iterable as body', { path: '/streams/async-iterable' }],
  [
    'a chunk is sent when it is there',
    { path: '/streams/flush', meanwhile: { method: 'POST', path: '/streams/flush' } },
    differs('N-13', {}, { 'headers.x-accel-buffering': ['no'] }),
  ],
  [
    'a stream that fails before its first byte',
    { path: '/streams/error-first' },
    refused(
      'N-12',
      { status: 0, statusText: '', body: '', cut: 'ECONNRESET' },
      'before the first byte',
      500,
    ),
  ],
  ['a stream that fails later', { path: '/streams/error-later' }],
  ['HEAD of a stream', { method: 'HEAD', path: '/streams/chunks' }],
  ['every segment config export', { path: '/config/every' }],
  ['runtime = edge', { path: '/config/edge?q=1' }],
  [
    'maxDuration = 1',
    { path: '/config/deadline' },
    refused(
      'D-q',
      { ...status(200), body: 'late', 'headers.content-type': ['text/plain;charset=UTF-8'] },
      'RH_TIMEOUT',
      504,
    ),
  ],
  [
    'userAgent() of a browser',
    {
      path: '/server/user-agent',
      headers: {
        'user-agent':
          'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
      },
    },
  ],
  [
    'userAgent() of a bot',
    {
      path: '/server/user-agent',
      headers: { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
    },
  ],
  ['userAgent() without a header', { path: '/server/user-agent' }],
  ['userAgentFromString()', { path: '/server/user-agent-string' }],
  [
    'top-level await and node: modules',
    { path: '/server/modules' },
    differs(
      'N-3',
      { body: JSON.stringify({ ...modules, runtime: 'nodejs' }) },
      { body: JSON.stringify(modules) },
    ),
  ],
  [
    'globals',
    { path: '/server/globals' },
    differs(
      'N-3',
      { body: globals('function', 'function') },
      { body: globals('undefined', typeof WebSocket) },
    ),
  ],
  ['what next/* exports', { path: '/server/exports' }],
]

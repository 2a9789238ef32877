import type { Probe, ProbeOptions } from '../probe'

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

/** Express gets the error; plain Node answers as Next does. */
const handedOver = (message: string, status = 500): ProbeOptions => ({
  differs: [
    {
      row: 'D-f',
      hosts: ['express'],
      next: { body: '', 'headers.content-type': undefined },
      ours: {
        body: `handed to the host: ${status} ${message}`,
        'headers.content-type': ['text/plain; charset=utf-8'],
      },
    },
  ],
})

const errors: readonly [string, string, string][] = [
  ['a throw', 'throw', 'boom'],
  ['a synchronous throw', 'throw-sync', 'boom at once'],
  ['a thrown string', 'throw-string', 'a string'],
  ['a thrown Response', 'throw-response', 'x'],
  ['a thrown error with a status', 'throw-status', 'teapot'],
  ['null is returned', 'return-null', 'x'],
  ['nothing is returned', 'return-nothing', 'x'],
  ['a string is returned', 'return-string', 'x'],
  ['an object is returned', 'return-object', 'x'],
  ['Response.error()', 'response-error', 'x'],
  ['a Response whose body was read', 'used-body', 'x'],
]

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
  ['NextResponse.rewrite is refused', { path: '/next-response/rewrite' }, handedOver('x')],
  ['NextResponse.next is refused', { path: '/next-response/next' }, handedOver('x')],
  ...errors.map(
    ([title, path, message]): Probe => [title, { path: `/errors/${path}` }, handedOver(message)],
  ),
  ['response headers', { path: '/headers/many' }],
  [
    'headers that only Next may set',
    { path: '/headers/internal' },
    {
      differs: [
        {
          row: 'R1',
          next: {
            'headers.x-middleware-override-headers': ['x-evil'],
            'headers.x-nextjs-cache': ['HIT'],
          },
          ours: {
            'headers.x-middleware-override-headers': undefined,
            'headers.x-nextjs-cache': undefined,
          },
        },
      ],
    },
  ],
  ['a response that came from fetch', { path: '/proxy/verbatim' }],
  [
    'a response that came from fetch, and cookies()',
    { path: '/proxy/cookies' },
    {
      differs: [
        {
          row: 'D-h',
          next: {
            'headers.set-cookie': [
              'a=3; Path=/; Expires=Wed, 21 Oct 2015 07:28:00 GMT',
              'b=2; Path=/',
              'seen=1; Path=/',
            ],
          },
          ours: {
            'headers.set-cookie': [
              'a=1; Path=/; HttpOnly',
              'b=2',
              'a=3; Expires=Wed, 21 Oct 2015 07:28:00 GMT',
              'seen=1; Path=/',
            ],
          },
        },
      ],
    },
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
  [
    'the header of NextResponse.next is refused',
    { path: '/headers/middleware-next' },
    handedOver('x'),
  ],
  ['a Date of the handler', { path: '/headers/date' }],
  [
    'connection headers of the handler',
    { path: '/headers/hop-by-hop' },
    {
      keep: ['connection', 'keep-alive'],
      differs: [
        {
          row: 'R14',
          next: { 'headers.connection': ['close'], 'headers.keep-alive': ['timeout=99'] },
          ours: { 'headers.connection': ['keep-alive'], 'headers.keep-alive': ['timeout=5'] },
        },
      ],
    },
  ],
  [
    'Content-Length of the handler',
    { path: '/headers/length' },
    {
      keep: ['content-length', 'transfer-encoding'],
      differs: [
        {
          row: 'D-g',
          next: { 'headers.content-length': undefined, 'headers.transfer-encoding': ['chunked'] },
          ours: { 'headers.content-length': ['5'], 'headers.transfer-encoding': undefined },
        },
      ],
    },
  ],
  [
    'Content-Encoding of the handler',
    { path: '/headers/encoding' },
    {
      differs: [
        {
          row: 'D-g',
          next: { 'headers.content-encoding': undefined },
          ours: { 'headers.content-encoding': ['gzip'] },
        },
      ],
    },
  ],
  ['Transfer-Encoding of the handler', { path: '/headers/transfer-encoding' }],
  ['Vary of the handler', { path: '/headers/vary' }],
  ['Set-Cookie, one line each', { path: '/headers/set-cookie' }],
  [
    'a Latin-1 header value',
    { path: '/headers/latin1' },
    {
      differs: [
        {
          row: 'R11',
          next: { 'headers.x-latin1': ['caf\u00c3\u00a9'] },
          ours: { 'headers.x-latin1': ['caf\u00e9'] },
        },
      ],
    },
  ],
  ['a stream of chunks', { path: '/streams/chunks' }],
  ['a stream of strings', { path: '/streams/strings' }],
  ['an empty stream', { path: '/streams/empty' }],
  ['a stream of 1 MB', { path: '/streams/large' }],
  ['an async iterable as body', { path: '/streams/async-iterable' }],
  [
    'a chunk is sent when it is there',
    { path: '/streams/flush', meanwhile: { method: 'POST', path: '/streams/flush' } },
  ],
  ['a stream that fails before its first byte', { path: '/streams/error-first' }],
  ['a stream that fails later', { path: '/streams/error-later' }],
  ['HEAD of a stream', { method: 'HEAD', path: '/streams/chunks' }],
  ['every segment config export', { path: '/config/every' }],
  ['runtime = edge', { path: '/config/edge?q=1' }],
  [
    'maxDuration = 1',
    { path: '/config/deadline' },
    {
      differs: [
        {
          row: 'D-q',
          next: {
            status: 200,
            statusText: 'OK',
            body: 'late',
            'headers.content-type': ['text/plain;charset=UTF-8'],
          },
          ours: {
            status: 504,
            statusText: 'Gateway Timeout',
            body: '',
            'headers.content-type': undefined,
          },
        },
      ],
    },
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
  ['top-level await and node: modules', { path: '/server/modules' }],
  ['globals', { path: '/server/globals' }],
  ['what next/* exports', { path: '/server/exports' }],
]

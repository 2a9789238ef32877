import { NEXT_404, NEXT_500 } from '../normalise'
import type { Probe, ProbeOptions, Row } from '../probe'

const passedOn: ProbeOptions = {
  differs: [
    { row: 'D-e', hosts: ['express'], next: { body: NEXT_404 }, ours: { body: 'none of ours' } },
    { row: 'D-e', hosts: ['node'], next: { body: NEXT_404 }, ours: { body: '' } },
  ],
}

/** Next redirects to the tidy path; we leave the request to the host. */
const tidied = (location: string): ProbeOptions => ({
  differs: [
    {
      row: 'D-j',
      next: {
        status: 308,
        statusText: 'Permanent Redirect',
        body: location,
        'headers.location': [location],
        'headers.refresh': [`0;url=${location}`],
      },
      ours: {
        status: 404,
        statusText: 'Not Found',
        body: 'none of ours',
        'headers.location': undefined,
        'headers.refresh': undefined,
      },
    },
  ],
})

/** A path that Next does not find and we do, or refuse as the client's mistake. */
const instead = (row: Row, next: object, ours: object): ProbeOptions => ({
  differs: [{ row, next: { ...next }, ours: { ...ours } }],
})

/** A 400, which in Express its error handler answers. */
const refused = (row: Row, next: object): ProbeOptions => {
  const bad = { status: 400, statusText: 'Bad Request' }
  const text = ['text/plain; charset=utf-8']
  return {
    differs: [
      {
        row,
        hosts: ['express'],
        next: { 'headers.content-type': undefined, ...next },
        ours: { ...bad, body: 'handed to the host: MESSAGE', 'headers.content-type': text },
      },
      {
        row,
        hosts: ['node'],
        next: { 'headers.content-type': undefined, ...next },
        ours: { ...bad, body: '', 'headers.content-type': undefined },
      },
    ],
  }
}

const found = (body: string) =>
  instead(
    'D-c',
    { status: 404, statusText: 'Not Found', body: NEXT_404, 'headers.content-type': undefined },
    { status: 200, statusText: 'OK', body, 'headers.content-type': ['text/plain;charset=UTF-8'] },
  )

/** How one captured value is decoded: exactly once. */
const decoding = [
  'abc',
  'a%20b',
  'a%2Fb',
  'a%2fb',
  '%ED%95%9C',
  '%ed%95%9c',
  'a%25b',
  'a%2525b',
  'a+b',
  'A.b-c~',
  'a;b=1',
  'a=b&c',
  'a,b:c@d',
  '%5Bid%5D',
  '[id]',
  '..%2Fx',
  'a%3Fb%23c',
  '__proto__',
  '%F0%9F%98%80',
  "it's(1)!*",
  'a?id=zz',
]

const rest = ['a', 'a/b/c', '1/2%2F3/%ED%95%9C', 'a%20b/c+d', 'a.b/c']

const optional = ['', '/a', '/a/b', '/a%2Fb/c', '?rest=x']

const segments: readonly [string, string][] = [
  ['a route group leaves the URL', '/segments/grouped'],
  ['nested route groups leave the URL', '/segments/nested'],
  ['a slot leaves the URL', '/segments/slotted'],
  ['%5F stands for an underscore', '/segments/_public/shown'],
  ['a dot in a directory name is literal', '/segments/rss.xml'],
  ['a directory named data.json', '/segments/data.json'],
  ['pre-[x] is a literal name', '/segments/pre-[x]'],
  ['[x].json is a literal name', '/segments/[x].json'],
  ['an interception marker is served at its literal URL', '/segments/feed/(.)modal'],
  ['a capital letter matches itself', '/segments/Case'],
  ['the root', '/'],
]

const unmatched: readonly [string, string][] = [
  ['an unknown path', '/nope'],
  ['the name of a route group', '/segments/(group)/grouped'],
  ['the name of a slot', '/segments/@slot/slotted'],
  ['a private folder', '/segments/_private/hidden'],
  ['%5F as it is written on disk', '/segments/%5Fpublic/shown'],
  ['the other case', '/segments/case'],
  ['an extension that no directory has', '/methods/every.json'],
  ['the file itself', '/methods/every/route'],
  ['the file itself with its extension', '/methods/every/route.ts'],
  ['a prefix of a route', '/segments'],
  ['a longer path than the route', '/methods/every/more'],
  ['a catch-all without a segment', '/params/rest'],
  ['one dynamic segment for two', '/params/two/a/items'],
  ['a needlessly encoded letter', '/methods/%65very'],
  ['a target of an interception marker', '/segments/feed/modal'],
  ['a declaration file', '/segments/declared'],
  ['an extension that Next does not take', '/segments/other-extension'],
  ['a value for what looks like a partial parameter', '/segments/pre-1'],
]

export const routing: readonly Probe[] = [
  ...decoding.map((id): Probe => [`[id] from ${id}`, { path: `/params/one/${id}` }]),
  [
    '[id] from a broken escape',
    { path: '/params/one/%E0%A4%A' },
    refused('D-i', { status: 500, statusText: 'Internal Server Error', body: NEXT_500 }),
  ],
  [
    '[id] from an invalid byte',
    { path: '/params/one/%ff' },
    refused('D-i', { status: 500, statusText: 'Internal Server Error', body: NEXT_500 }),
  ],
  [
    '[id] holds a backslash',
    { path: '/params/one/a%5Cb' },
    refused('R3', {
      status: 200,
      statusText: 'OK',
      body: '{"params":{"id":"a\\\\b"},"pathname":"/params/one/a%5Cb"}',
      'headers.content-type': ['application/json'],
    }),
  ],
  [
    '[id] holds a NUL',
    { path: '/params/one/a%00b' },
    refused('R3', {
      status: 200,
      statusText: 'OK',
      body: '{"params":{"id":"a\\u0000b"},"pathname":"/params/one/a%00b"}',
      'headers.content-type': ['application/json'],
    }),
  ],
  ['[id] is never taken from the query', { path: '/params/one/a?nxtPid=evil&nxtIid=evil' }],
  ['two dynamic segments', { path: '/params/two/a%20b/items/c?shop=x' }],
  ...rest.map((path): Probe => [`[...rest] from ${path}`, { path: `/params/rest/${path}` }]),
  ...optional.map(
    (path): Probe => [`[[...rest]] from "${path}"`, { path: `/params/maybe${path}` }],
  ),
  ['the context of a static route', { path: '/params/none' }],
  ['the context of a dynamic route', { path: '/params/kind/a' }],
  ['static before dynamic', { path: '/priority/fixed' }],
  ['dynamic before catch-all', { path: '/priority/other' }],
  ['catch-all for what is left', { path: '/priority/other/more' }],
  ['a static first segment wins over a dynamic one', { path: '/priority/deep/b/x' }],
  ['a dynamic first segment with its static second', { path: '/priority/deep/c/x' }],
  [
    'the matched file owns the path, whatever its methods',
    { path: '/priority/post/only' },
    instead('D-d', { 'headers.allow': undefined }, { 'headers.allow': ['OPTIONS, POST'] }),
  ],
  ...segments.map(([title, path]): Probe => [title, { path }]),
  ...unmatched.map(([title, path]): Probe => [`no route: ${title}`, { path }, passedOn]),
  ['POST to an unknown path', { method: 'POST', path: '/nope', body: 'text' }, passedOn],
  ['a directory with a non-ASCII name', { path: '/segments/%ED%95%9C%EA%B8%80' }, found('한글')],
  ['hex digits in lower case', { path: '/segments/%ed%95%9c%ea%b8%80' }, found('한글')],
  ['a directory with a space', { path: '/segments/sp%20ace' }, found('sp ace')],
  ['a double slash', { path: '/params//one/a' }, tidied('/params/one/a')],
  ['a double slash in a catch-all', { path: '/params/rest/a//b' }, tidied('/params/rest/a/b')],
  [
    'a leading double slash',
    { path: '//example.com/methods/every' },
    tidied('/example.com/methods/every'),
  ],
  ['a backslash', { path: '/params\\rest' }, tidied('/params/rest')],
  [
    'a trailing slash',
    { path: '/methods/override/' },
    instead(
      'D-j',
      {
        status: 308,
        statusText: 'Permanent Redirect',
        body: '/methods/override',
        'headers.location': ['/methods/override'],
        'headers.refresh': ['0;url=/methods/override'],
        'headers.content-type': undefined,
      },
      {
        status: 200,
        statusText: 'OK',
        body: 'GET',
        'headers.location': undefined,
        'headers.refresh': undefined,
        'headers.content-type': ['text/plain;charset=UTF-8'],
      },
    ),
  ],
  ['a dot segment', { path: '/params/two/../one/a' }],
  ['an encoded dot segment', { path: '/params/two/%2e%2e/one/a' }],
  ['the query plays no part in matching', { path: '/segments/grouped?/segments/nested' }],
]

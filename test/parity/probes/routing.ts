import { differs, refused, status } from '../declare'
import { NEXT_404, NEXT_500 } from '../normalise'
import type { Fields, Probe, Row } from '../probe'

/** The path is none of ours: Express answers its own 404, plain Node an empty one. */
const passedOn = (row: Row, next: Fields) => refused(row, next, 'its own 404', 404)

/** Next redirects to the tidy path; we leave the request to the host. */
const redirected = (location: string): Fields => ({
  ...status(308),
  body: location,
  'headers.location': [location],
  'headers.refresh': [`0;url=${location}`],
})

const text = (body: string): Fields => ({
  ...status(200),
  body,
  'headers.content-type': ['text/plain;charset=UTF-8'],
})

const json = (body: unknown): Fields => ({
  ...status(200),
  body: JSON.stringify(body),
  'headers.content-type': ['application/json'],
})

const NOT_FOUND = { ...status(404), body: NEXT_404 }
const MALFORMED = refused('D-i', { ...status(500), body: NEXT_500 }, 'RH_BAD_PATH')

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

const named: readonly [string, string][] = [
  ['/segments/%ED%95%9C%EA%B8%80', '한글'],
  ['/segments/%ed%95%9c%ea%b8%80', '한글'],
  ['/segments/sp%20ace', 'sp ace'],
  ['/segments/pre-%5Bx%5D', 'pre-[x]'],
]

/** [path, what Next redirects it to] */
const untidy: readonly [string, string][] = [
  ['/params//one/a', '/params/one/a'],
  ['/params/rest/a//b', '/params/rest/a/b'],
  ['//example.com/methods/every', '/example.com/methods/every'],
  ['/params\\rest', '/params/rest'],
]

export const routing: readonly Probe[] = [
  ...decoding.map((id): Probe => [`[id] from ${id}`, { path: `/params/one/${id}` }]),
  ['[id] from a broken escape', { path: '/params/one/%E0%A4%A' }, MALFORMED],
  ['[id] from an invalid byte', { path: '/params/one/%ff' }, MALFORMED],
  [
    '[id] holds a backslash',
    { path: '/params/one/a%5Cb' },
    refused('N-6', json({ params: { id: 'a\\b' }, pathname: '/params/one/a%5Cb' }), 'RH_BAD_PATH'),
  ],
  [
    '[id] holds a NUL',
    { path: '/params/one/a%00b' },
    refused('N-6', json({ params: { id: 'a\0b' }, pathname: '/params/one/a%00b' }), 'RH_BAD_PATH'),
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
    differs('D-d', {}, { 'headers.allow': ['OPTIONS, POST'] }),
  ],
  ...segments.map(([title, path]): Probe => [title, { path }]),
  ...unmatched.map(
    ([title, path]): Probe => [`no route: ${title}`, { path }, passedOn('D-e', NOT_FOUND)],
  ),
  [
    'POST to an unknown path',
    { method: 'POST', path: '/nope', body: 'text' },
    passedOn('D-e', NOT_FOUND),
  ],
  ...named.map(
    ([path, name]): Probe => [
      `a directory named ${name} at ${path}`,
      { path },
      differs('D-c', NOT_FOUND, text(name)),
    ],
  ),
  ...untidy.map(
    ([path, tidy]): Probe => [
      `an untidy path: ${path}`,
      { path },
      passedOn('D-j', redirected(tidy)),
    ],
  ),
  [
    'a trailing slash',
    { path: '/methods/override/' },
    differs('D-j', redirected('/methods/override'), text('GET')),
  ],
  ...['..', '%2e%2e'].map(
    (dots): Probe => [
      `a path that goes up with ${dots}`,
      { path: `/params/two/${dots}/one/a` },
      refused('N-6', json({ params: { id: 'a' }, pathname: '/params/one/a' }), 'RH_BAD_PATH'),
    ],
  ),
  ['the query plays no part in matching', { path: '/segments/grouped?/segments/nested' }],
]

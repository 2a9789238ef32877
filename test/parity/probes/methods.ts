import { differs, status } from '../declare'
import { NEXT_500 } from '../normalise'
import type { Probe } from '../probe'

const every = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH']
const notAllowed = (allow: string) =>
  differs('D-d', { 'headers.allow': undefined }, { 'headers.allow': [allow] })

const ALLOW = { 'headers.allow': ['GET, HEAD, OPTIONS'] }

/** Which export answers which method. */
export const methods: readonly Probe[] = [
  ...every.map((method): Probe => [`${method} is exported`, { method, path: '/methods/every' }]),
  ['HEAD runs GET without its body', { method: 'HEAD', path: '/methods/only-get' }],
  [
    'HEAD never pulls the body of GET',
    { path: '/methods/only-get?pulled' },
    { after: [{ method: 'HEAD', path: '/methods/only-get' }] },
  ],
  ['HEAD of JSON keeps its content type', { method: 'HEAD', path: '/methods/get-and-post' }],
  ['OPTIONS lists GET and HEAD', { method: 'OPTIONS', path: '/methods/only-get' }],
  ['OPTIONS lists POST alone', { method: 'OPTIONS', path: '/methods/only-post' }],
  ['OPTIONS lists GET and POST', { method: 'OPTIONS', path: '/methods/get-and-post' }],
  ['OPTIONS of a dynamic path', { method: 'OPTIONS', path: '/params/one/1' }],
  ['OPTIONS is exported for CORS', { method: 'OPTIONS', path: '/headers/cors' }],
  ['a GET beside an exported OPTIONS', { path: '/headers/cors' }],
  [
    'PUT is not exported',
    { method: 'PUT', path: '/methods/get-and-post', body: 'ignored' },
    notAllowed('GET, HEAD, OPTIONS, POST'),
  ],
  ['GET is not exported', { path: '/methods/only-post' }, notAllowed('OPTIONS, POST')],
  [
    'HEAD without a GET',
    { method: 'HEAD', path: '/methods/only-post' },
    notAllowed('OPTIONS, POST'),
  ],
  ...['PROPFIND', 'LINK', 'MKCOL', 'SEARCH'].map(
    (method): Probe => [
      `${method} is not exported`,
      { method, path: '/methods/only-get' },
      differs('D-n', status(400), { ...status(405), ...ALLOW }),
    ],
  ),
  [
    'TRACE, which no Request can carry',
    { method: 'TRACE', path: '/methods/only-get' },
    differs('N-7', { ...status(500), body: NEXT_500 }, { ...status(405), body: '', ...ALLOW }),
  ],
  ['a method the parser refuses', { method: 'FOO', path: '/methods/every' }],
  [
    'X-HTTP-Method-Override is not honoured',
    { method: 'POST', path: '/methods/override', headers: { 'x-http-method-override': 'DELETE' } },
  ],
  ['a re-exported handler', { method: 'DELETE', path: '/methods/re-export' }],
  ['a handler re-exported under another name', { method: 'PUT', path: '/methods/re-export' }],
  ['export * brings GET', { path: '/methods/export-all' }],
  ['export * brings DELETE', { method: 'DELETE', path: '/methods/export-all' }],
  ['OPTIONS of export *', { method: 'OPTIONS', path: '/methods/export-all' }],
  ['the arguments of a handler', { path: '/methods/this' }],
]

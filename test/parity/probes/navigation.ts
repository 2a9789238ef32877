import { differs, handedOver, status } from '../declare'
import type { Probe } from '../probe'

const form = 'application/x-www-form-urlencoded'

/** [what the POST carries, its headers] */
const posts: readonly [string, Record<string, string>][] = [
  ['nothing', {}],
  ['a urlencoded form', { 'content-type': form }],
  ['a urlencoded form with a charset', { 'content-type': `${form}; charset=utf-8` }],
  ['a multipart form', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['a next-action header', { 'next-action': 'x' }],
  ['JSON', { 'content-type': 'application/json' }],
]

const digests = ['see-other', 'semicolon-url', 'not-found']
const unknownDigests = ['next-14-not-found', 'teapot', 'unknown']

export const navigation: readonly Probe[] = [
  ['redirect()', { path: '/navigation/redirect' }],
  ...posts.map(
    ([title, headers]): Probe => [
      `redirect() of a POST with ${title}`,
      { method: 'POST', path: '/navigation/redirect', headers },
    ],
  ),
  [
    'redirect() of a PUT with a urlencoded form',
    { method: 'PUT', path: '/navigation/redirect', headers: { 'content-type': form } },
  ],
  ['permanentRedirect()', { path: '/navigation/permanent' }],
  [
    'permanentRedirect() of a POST with a urlencoded form',
    { method: 'POST', path: '/navigation/permanent', headers: { 'content-type': form } },
  ],
  ['redirect() to another host', { path: '/navigation/protocol-relative' }],
  ['redirect() with RedirectType.push', { path: '/navigation/push' }],
  ['redirect() to nowhere', { path: '/navigation/empty' }, handedOver('RH_INVALID_ARGUMENT')],
  [
    'redirect() to a non-ASCII path',
    { path: '/navigation/unicode' },
    differs(
      'N-7',
      { ...status(500), 'headers.location': undefined },
      { ...status(307), 'headers.location': ['/%ED%95%9C%EA%B8%80'] },
    ),
  ],
  ['redirect() of a HEAD', { method: 'HEAD', path: '/navigation/redirect' }],
  ['notFound()', { path: '/navigation/not-found' }],
  ['forbidden()', { path: '/navigation/forbidden' }, differs('D-r', status(500), status(403))],
  [
    'unauthorized()',
    { path: '/navigation/unauthorized' },
    differs('D-r', status(500), status(401)),
  ],
  ['redirect() in a try block is swallowed', { path: '/navigation/swallowed' }],
  ['unstable_rethrow()', { path: '/navigation/rethrown' }],
  ...digests.map(
    (name): Probe => [`an error with the digest ${name}`, { path: `/navigation/digest/${name}` }],
  ),
  ...unknownDigests.map(
    (name): Probe => [
      `an error with the digest ${name}`,
      { path: `/navigation/digest/${name}` },
      handedOver(`digest ${name}`),
    ],
  ),
]

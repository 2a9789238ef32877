import { parseTarget, type Target } from '../../../../src/http/request/target'

type Row = readonly [raw: string, expected: Target | undefined, why: string]

const ORIGIN_FORM: readonly Row[] = [
  ['/', { path: '/', search: '' }, 'the root'],
  ['/a/b', { path: '/a/b', search: '' }, 'a path'],
  ['/a?x=1&x=2', { path: '/a', search: '?x=1&x=2' }, 'URL-9: the query as sent'],
  ['/p?', { path: '/p', search: '?' }, 'row 11: an empty query'],
  ['/p??x=1', { path: '/p', search: '??x=1' }, 'row 11: the first ? counts'],
  ['/p?&&=&a', { path: '/p', search: '?&&=&a' }, 'row 11: nothing is tidied'],
  ['/p?a=/../b', { path: '/p', search: '?a=/../b' }, 'a slash in the query is no path'],
  ['/%2e%2e/%2F', { path: '/%2e%2e/%2F', search: '' }, 'nothing is decoded'],
  ['/a/../b', { path: '/a/../b', search: '' }, 'nothing is resolved'],
  ['//evil.example/p', { path: '//evil.example/p', search: '' }, 'row 1: no authority'],
  ['/\\evil.example', { path: '/\\evil.example', search: '' }, 'URL-4: no authority'],
  [
    '/http://evil.example/',
    { path: '/http://evil.example/', search: '' },
    'a path with a URL in it',
  ],
]

const FRAGMENTS: readonly Row[] = [
  ['/p#frag', { path: '/p', search: '' }, 'URL-8: cut off'],
  ['/p?a=1#?b=2', { path: '/p', search: '?a=1' }, 'row 10: no query after #'],
  ['/p#?b=2', { path: '/p', search: '' }, 'row 10: # comes before ?'],
  ['/#', { path: '/', search: '' }, 'an empty fragment'],
  ['http://h/p#a/b', { path: '/p', search: '', authority: 'h' }, 'in absolute form'],
]

const ABSOLUTE_FORM: readonly Row[] = [
  ['http://other/p', { path: '/p', search: '', authority: 'other' }, 'row 2'],
  ['https://other:8/p?x', { path: '/p', search: '?x', authority: 'other:8' }, 'row 3'],
  ['HTTP://Other/p', { path: '/p', search: '', authority: 'Other' }, 'the scheme in any case'],
  ['http://other', { path: '/', search: '', authority: 'other' }, 'no path is /'],
  ['http://other?x', { path: '/', search: '?x', authority: 'other' }, 'no path before a query'],
  ['http://u:p@h/p', { path: '/p', search: '', authority: 'u:p@h' }, 'row 4: for validation'],
  ['http:///x', { path: '/x', search: '', authority: '' }, 'row 5: an empty authority'],
  ['http://[bad/x', { path: '/x', search: '', authority: '[bad' }, 'row 5: for validation'],
  ['file:///etc/passwd', { path: '/etc/passwd', search: '', authority: '' }, 'row 6'],
  ['ftp://h/p', { path: '/p', search: '', authority: '' }, 'row 6: no server of ours'],
]

const NO_PATH: readonly Row[] = [
  ['*', undefined, 'row 7, FT-9: OPTIONS *'],
  ['', undefined, 'an empty target'],
  ['example.com:443', undefined, 'row 9: authority form'],
  ['a/b', undefined, 'no leading slash'],
  ['?q', undefined, 'only a query'],
  ['javascript:x', undefined, 'a scheme without authority'],
]

describe('parseTarget(raw)', () => {
  it.each(ORIGIN_FORM)('URL-4: %j is taken apart without being resolved (%#)', (raw, expected) => {
    expect(parseTarget(raw)).toEqual(expected)
  })

  it.each(FRAGMENTS)(
    'URL-8: %j loses its fragment before path and query are read',
    (raw, expected) => {
      expect(parseTarget(raw)).toEqual(expected)
    },
  )

  it.each(ABSOLUTE_FORM)('URL-5: %j keeps its authority apart from its path', (raw, expected) => {
    expect(parseTarget(raw)).toEqual(expected)
  })

  it.each(NO_PATH)('FT-9: %j has no path', (raw, expected) => {
    expect(parseTarget(raw)).toBe(expected)
  })
})

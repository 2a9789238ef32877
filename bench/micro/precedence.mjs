/**
 * What routers answer where Next.js has an answer of its own: routes are given in the order of
 * their files, as Next.js reads them.
 */
import { isDeepStrictEqual } from 'node:util'
import { ROUTERS } from './routers.mjs'

const CASES = [
  ['leaves a static branch that ends', ['/a/[x]/d', '/a/b/c'], '/a/b/d', '/a/[x]/d', { x: 'b' }],
  [
    'leaves two branches for a catch-all',
    ['/[...all]', '/a/[x]/d', '/a/b/c'],
    '/a/b/e',
    '/[...all]',
    { all: ['a', 'b', 'e'] },
  ],
  ['static before dynamic', ['/p/[id]', '/p/new'], '/p/new', '/p/new', {}],
  ['dynamic before catch-all', ['/p/[...all]', '/p/[id]'], '/p/7', '/p/[id]', { id: '7' }],
  ['optional catch-all without a segment', ['/d/[[...s]]'], '/d', '/d/[[...s]]', {}],
  ['decodes a parameter', ['/u/[id]'], '/u/a%20b', '/u/[id]', { id: 'a b' }],
  [
    'splits a catch-all, then decodes',
    ['/d/[...s]'],
    '/d/x%2Fy/z',
    '/d/[...s]',
    { s: ['x/y', 'z'] },
  ],
  [
    'an escaped letter is no static match',
    ['/u/[id]', '/u/me'],
    '/u/m%65',
    '/u/[id]',
    { id: 'me' },
  ],
]

/** Per case what each router answers: `true`, or the wrong answer as text. */
export function precedence() {
  return CASES.map(([title, patterns, path, pattern, params]) => ({
    title,
    path,
    answers: ROUTERS.map(({ name, build }) => ({
      router: name,
      answer: judge(() => build(patterns)(path), pattern, params),
    })),
  }))
}

function judge(find, pattern, params) {
  try {
    const found = find()
    if (!found) return 'no match'
    const given = Object.values(found.params ?? {}).map(parts)
    const right =
      found.pattern === pattern && isDeepStrictEqual(given, Object.values(params).map(parts))
    return right || `${found.pattern} ${JSON.stringify(found.params ?? {})}`
  } catch {
    return 'refuses such routes'
  }
}

/** Names of parameters differ between them, and most give a catch-all as one string. */
const parts = value =>
  Array.isArray(value) ? value : value.includes('/') ? value.split('/') : [value]

/** `patchFetch: 'module'`: which calls of `fetch` a route file has rewritten, and what they do. */
import { runInNewContext, runInThisContext } from 'node:vm'
import { callsFetch, withModuleFetch } from '../../../src/modules/fetch-calls'

/** Jest's own `require` cannot load an ES module; the one of Node, outside of the sandbox, can. */
const { getBuiltinModule }: NodeJS.Process = runInThisContext('process')
const nodeRequire = getBuiltinModule('module').createRequire(__filename)
const { parseSync, visitorKeys } = nodeRequire('oxc-parser')
const { analyze } = nodeRequire('eslint-scope')
const parser = { parseSync, visitorKeys, analyze }

const pass = (source: string): string => withModuleFetch(parser, source, '/app/route.js')

const REWRITTEN: [string, string][] = [
  ['return fetch(url)', 'return f$tch(url)'],
  ['return fetch(url, { next: {} })', 'return f$tch(url, { next: {} })'],
  ['return fetch(...args)', 'return f$tch(...args)'],
  ['return [1].map(() => fetch(url))', 'return [1].map(() => f$tch(url))'],
  ['{ const fetch = 1 } fetch(url)', '{ const fetch = 1 } f$tch(url)'],
]

const KEPT: [string, string][] = [
  ['the function as a value', 'const f = fetch; f(url)'],
  ['a member', 'http.fetch(url); globalThis.fetch(url)'],
  ['a shorthand property', 'load({ fetch })'],
  ['what is asked of it', 'typeof fetch'],
  ['a function of the file', 'const fetch = require("node-fetch"); fetch(url)'],
  ['a parameter', 'function f(fetch) { return fetch(url) }'],
  ['strings and comments', '"fetch(url)" // fetch(url)'],
  ['a file with eval', 'eval("var fetch = 1"); fetch(url)'],
  ['a syntax error', 'fetch(url) ('],
  ['a name of ours', 'const f$tch = 1; fetch(url)'],
]

describe('the calls of fetch in a route file', () => {
  it.each(REWRITTEN)('%s', (from, to) => {
    const [code, rest] = pass(`function GET(...args) { ${from} }`).split(';function ', 2)
    expect(code).toBe(`function GET(...args) { ${to} }`)
    expect(rest).toBeDefined()
  })

  it.each(KEPT)('%s stays as it is', (_title, source) => {
    expect(callsFetch(source) ? pass(source) : source).toBe(source)
  })

  it('are left alone in a file that has been passed', () => {
    expect(callsFetch(pass('fetch(url)'))).toBe(false)
  })
})

describe('a call that was rewritten', () => {
  const run = (moduleFetch: unknown): unknown => {
    const global = { fetch: (...args: unknown[]) => ['global', ...args] }
    const context = { ...global, [Symbol.for('route-handlers@1')]: { moduleFetch } }
    return runInNewContext(pass('fetch("a", 1)'), context)
  }

  it('asks the cache first, and shows it the global', () => {
    const moduleFetch = (original: (...args: unknown[]) => unknown, args: ArrayLike<unknown>) => [
      'cache',
      original(...Array.from(args)),
    ]
    expect(run(moduleFetch)).toEqual(['cache', ['global', 'a', 1]])
  })

  it.each([
    ['the cache declines', () => undefined],
    ['there is none', undefined],
  ])('is one of the global where %s', (_, moduleFetch) => {
    expect(run(moduleFetch)).toEqual(['global', 'a', 1])
  })
})

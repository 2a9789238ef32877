/** docs/decisions/083: which calls of `Response` a route file has rewritten, and what they give. */
import { runInNewContext, runInThisContext } from 'node:vm'
import { makesResponses, withLateResponses } from '../../../src/modules/late-responses'

/** Jest's own `require` cannot load an ES module; the one of Node, outside of the sandbox, can. */
const { getBuiltinModule }: NodeJS.Process = runInThisContext('process')
const nodeRequire = getBuiltinModule('module').createRequire(__filename)
const { parseSync, visitorKeys } = nodeRequire('oxc-parser')
const { analyze } = nodeRequire('eslint-scope')
const parser = { parseSync, visitorKeys, analyze }

const pass = (source: string): string => withLateResponses(parser, source, '/app/route.js')

const REWRITTEN: [string, string][] = [
  ['return new Response("a")', 'return new Re$ponse("a")'],
  ['return new Response("a", { status: 201 })', 'return new Re$ponse("a", { status: 201 })'],
  ['return new Response(...args)', 'return new Re$ponse(...args)'],
  ['return Response.json({ a: 1 })', 'return Response$json({ a: 1 })'],
  ['return Response.json(new Response("a"))', 'return Response$json(new Re$ponse("a"))'],
  ['return [1].map(() => new Response("a"))', 'return [1].map(() => new Re$ponse("a"))'],
  ['{ const Response = 1 } new Response("a")', '{ const Response = 1 } new Re$ponse("a")'],
  ['new Response("a") instanceof Response', 'new Re$ponse("a") instanceof Response'],
]

const KEPT: [string, string][] = [
  ['a response without a body', 'new Response()'],
  ['a response without parentheses', 'new Response'],
  ['json without data, which fails', 'Response.json()'],
  ['the class as a value', 'const R = Response; new R("a")'],
  ['a subclass', 'class R extends Response {} new R("a")'],
  ['other static members', 'Response.redirect("http://a/"); Response.error()'],
  ['json as a value', 'const { json } = Response; log(Response.json)'],
  ['json through call', 'Response.json.call(Response, 1)'],
  ['json if there is any', 'Response?.json(1); Response.json?.(1)'],
  ['json by a key', 'Response["json"](1)'],
  ['json on another line', 'Response\n  .json(1)'],
  ['json behind a comment', 'Response/* . */.json(1)'],
  ['the member of an object', 'new web.Response("a"); web.Response.json(1)'],
  ['the global by its object', 'new globalThis.Response("a")'],
  ['a class of the file', 'class Response {} new Response("a"); Response.json(1)'],
  ['a parameter', 'function f(Response) { return new Response("a") }'],
  ['a variable', 'const { Response } = require("undici"); new Response("a")'],
  ['a variable that is hoisted', 'new Response("a"); if (0) { var Response }'],
  ['strings and comments', '"new Response(1)" // new Response(1)'],
  ['a file with eval', 'eval("var Response = 1"); new Response("a")'],
  ['a file with with', 'with (scope) { new Response("a") }'],
  ['a file that declares Symbol', 'const Symbol = 1; new Response("a")'],
  ['a syntax error', 'new Response("a") ('],
  ['a name of ours', 'const Re$ponse = 1; new Response("a")'],
]

describe('the calls of a route file', () => {
  it.each(REWRITTEN)('decision 083: %s', (from, to) => {
    const source = `function GET(...args) { ${from} }`
    const [code, rest] = pass(source).split(';function ', 2)
    expect(code).toBe(`function GET(...args) { ${to} }`)
    expect(rest).toBeDefined()
  })

  it.each(KEPT)('decision 083: %s stays as it is', (_title, source) => {
    expect(makesResponses(source) ? pass(source) : source).toBe(source)
  })

  it('decision 083: an imported Response stays as it is', () => {
    const source = 'import { Response } from "undici"\nexport const GET = () => new Response("a")'
    expect(pass(source)).toBe(source)
  })

  it('decision 083: lines, columns and the source map stay as they are', () => {
    const map = '//# sourceMappingURL=data:application/json;base64,e30='
    const source = `export const GET = () =>\n  Response.json(1) ?? fail() // end\n${map}\n`
    const text = pass(source)
    const [first, second, ...rest] = text.split('\n')
    expect([first, rest]).toEqual(['export const GET = () =>', [map, '']])
    expect(second!.indexOf('fail()')).toBe(source.split('\n')[1]!.indexOf('fail()'))
    expect(second).toMatch(
      /;function Response\$json\(.*\) \/\/ end$|;function Response\$json\(.*\} \/\/ end$/,
    )
  })

  it('decision 083: a file is rewritten once', () => {
    expect(makesResponses('Response.json(1); new Response("a")')).toBe(true)
    expect(makesResponses(pass('Response.json(1); new Response("a")'))).toBe(false)
    expect(makesResponses('export const GET = () => NextResponse.json(1)')).toBe(false)
  })
})

describe('a rewritten file', () => {
  it('decision 083: runs without this library, and with the class of the moment', () => {
    const Response = class {
      static json = (...args: unknown[]) => ['json', ...args]
      args: unknown[]
      constructor(...args: unknown[]) {
        this.args = args
      }
    }
    const context = { Response, made: undefined as unknown }
    runInNewContext(pass('made = [new Response("a"), Response.json(1, 2, 3)]'), context)
    expect(context.made).toEqual([{ args: ['a'] }, ['json', 1, 2, 3]])
    expect((context.made as unknown[])[0]).toBeInstanceOf(Response)
  })
})

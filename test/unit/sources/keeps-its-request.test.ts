/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources of handlers */
/** docs/decisions/082: which handlers let nobody see their request, judged by their text. */
import { runInThisContext } from 'node:vm'
import { keepsItsRequest } from '../../../src/sources/keeps-its-request'

/** Jest's own `require` cannot load an ES module; the one of Node, outside of the sandbox, can. */
const { getBuiltinModule }: NodeJS.Process = runInThisContext('process')
const { parseSync, visitorKeys } =
  getBuiltinModule('module').createRequire(__filename)('oxc-parser')
const parser = { parseSync, visitorKeys }

/** Evaluated as the text of a module, or of a CommonJS file without `"use strict"`. */
function handlerOf(expression: string, mode: 'strict' | 'sloppy' = 'strict') {
  return runInThisContext(`${mode === 'strict' ? '"use strict";' : ''}(${expression})`)
}

const KEEPS: readonly string[] = [
  '() => new Response("hello")',
  'async () => Response.json({})',
  'function GET() { return new Response() }',
  'async function GET(_request, { params }) { return Response.json(await params) }',
  'request => new Response(request.url)',
  'async request => Response.json(await request.json())',
  'async request => Response.json(await request?.json?.())',
  'async request => new Response(await (request.text)())',
  'async req => { const bytes = await req.arrayBuffer(); return new Response(bytes) }',
  'async r => new Response((await r.blob()).type + (await r.bytes()).length)',
  'async r => new Response((await r.formData()).get("name"))',
  'request => new Response(request.body)',
  'request => new Response(request.nextUrl.searchParams.get("page"))',
  'request => new Response(request.cookies.get("sid")?.value)',
  'request => { request.headers.set("x-a", "b"); return new Response(request.headers.get("x-a")) }',
  'request => { request.nextUrl.pathname = "/a"; return Response.redirect(request.nextUrl) }',
  'request => { const { searchParams } = new URL(request.url); return new Response(searchParams) }',
  'request => { const { searchParams } = request.nextUrl; return new Response(searchParams) }',
  'request => { const { url, headers: h, method = "GET" } = request; return new Response(url + h + method) }',
  'request => { request.signal.addEventListener("abort", () => {}); return new Response() }',
  'request => fetch("http://upstream/", { method: request.method, headers: request.headers, body: request.body })',
  'request => { setTimeout(() => console.log(request.url)); return new Response() }',
  'request => { function log() { console.log(request.method) } log(); return new Response() }',
  'async request => { for await (const chunk of request.body) void chunk; return new Response() }',
  'async request => { try { await request.json() } catch (error) { return new Response(error.message) } return new Response() }',
  'request => { if (request.bodyUsed || request.method === "HEAD") return new Response(); return new Response("a") }',
  '({ url }) => new Response(url)',
  '({ nextUrl: { searchParams }, headers }) => new Response(searchParams.get(headers.get("x")))',
  'async ({ method }, { params: { id } }) => new Response(method + id)',
  '({ url, method } = {}) => new Response(url + method)',
  '(request = {}) => new Response(request.url)',
  '(request, ...rest) => Response.json([request.url, rest.length])',
  '(request, { params }, id = params.id) => new Response(request.url + id)',
  'request => Response.json({ request: 1, url: request.url })',
  'request => { const seen = { request: "a" }; return new Response(seen.request + request.url) }',
  '{ GET(request) { return new Response(request.url) } }.GET',
  '{ async GET(request) { return new Response(await request.text()) } }.GET',
  '{ async "GET"(request) { return super.toString.call(request.url) } }.GET',
  '{ ["G" + "ET"](request) { return new Response(request.url) } }.GET',
  '{ async(request) { return new Response(request.url) } }.async',
  '{ get(request) { return new Response(request.url) } }.get',
  'new (class { #a = 1; GET(request) { return this.#a + request.url } })().GET',
  'class { static GET(request) { return new Response(request.url) } }.GET',
  'function* GET(request) { yield request.url }',
  'request => { cov_1().f[0]++; cov_1().s[0]++; return cov_1().b[0][0]++, new Response(request.url) }',
  'request => { for (const name of request.headers.keys()) console.log(name); return new Response() }',
  'request => new Response(`${request.method} ${request.url}`)',
  'request => new Response(request/* the request */.url)',
  'function GET(request) { this?.log(request.url); return new Response() }',
  'async request => NextResponse.json({ geo: request.geo, ip: request.ip, mode: request.mode })',
  'request => { class Page { request = 1; url() { return request.url } } return new Response(new Page().url()) }',
]

const LETS_OUT: readonly [string, string][] = [
  ['an argument of a call', 'request => handler(request)'],
  ['an argument of new', 'request => new Request(request)'],
  ['an argument of fetch', 'request => fetch("http://upstream/", request)'],
  ['a spread argument', 'request => handler(...request)'],
  ['a spread property', 'request => handler({ ...request })'],
  ['a property', 'request => handler({ request })'],
  ['a property of another name', 'request => handler({ r: request })'],
  ['an element', 'request => handler([request])'],
  ['an alias', 'request => { const r = request; return handler(r) }'],
  ['an alias of an assignment', 'request => { let r; r = request; return handler(r) }'],
  [
    'a property that is assigned',
    'request => { globalThis.last = request; return new Response() }',
  ],
  [
    'its own variable, assigned',
    'request => { request = wrap(request.url); return request.answer }',
  ],
  ['what is returned', 'request => request'],
  ['what a closure returns', 'request => after(() => request)'],
  ['what is thrown', 'request => { throw request }'],
  ['what is awaited', 'async request => { await request; return new Response() }'],
  ['what is yielded', 'function* GET(request) { yield request }'],
  ['an operand of instanceof', 'request => new Response(request instanceof Request)'],
  ['an operand of in', 'request => new Response("url" in request)'],
  ['a template', 'request => new Response(`${request}`)'],
  ['a tagged template', 'request => tag`${request}`'],
  ['a condition’s outcome', 'request => handler(request || null)'],
  ['what is iterated', 'request => { for (const key in request) log(key); return new Response() }'],
  ['a default value', '(request, context, r = request) => handler(r)'],
  ['a computed key of it', 'request => new Response(request["url"])'],
  ['a key that is a symbol', 'request => handler(request[Symbol.toStringTag])'],
  ['itself as a key', 'request => handler(({})[request])'],
  ['its constructor', 'request => new request.constructor("http://a/")'],
  ['its clone', 'async request => handler(request.clone())'],
  ['a member that nobody knows', 'request => handler(request.self)'],
  [
    'a private member',
    'request => { class A { #url; static of() { return request.#url } } return A.of() }',
  ],
  ['a method without a call', 'request => handler(request.json)'],
  ['a method that is detached', 'request => { const { json } = request; return json() }'],
  ['a method by a comma', 'request => (0, request.json)()'],
  ['a method by call', 'request => request.json.call(request)'],
  ['a method by bind', 'request => request.json.bind(request)()'],
  ['a method by new', 'request => new request.json()'],
  ['a method by a template', 'request => request.text``'],
  ['a method of a parameter pattern', '({ json }) => json()'],
  ['the rest of a pattern', '({ url, ...rest }) => handler(rest)'],
  [
    'the rest of a local pattern',
    'request => { const { url, ...rest } = request; return handler(rest) }',
  ],
  ['a computed key of a pattern', '({ ["url"]: url }) => new Response(url)'],
  ['an array pattern', '([url]) => new Response(url)'],
  ['rest parameters', '(...args) => handler(...args)'],
  ['arguments', 'function GET(request) { return handler(...arguments) }'],
  ['arguments in an arrow', 'async function GET() { return (() => handler(arguments[0]))() }'],
  ['eval', 'request => { eval("globalThis.r = request"); return new Response(request.url) }'],
  ['a member that is written', 'request => { request.url = "/b"; return new Response() }'],
  ['a member that is added', 'request => { request.user = 1; return handler() }'],
  ['a member that is incremented', 'request => { request.url++; return new Response() }'],
  ['a member that is deleted', 'request => { delete request.url; return new Response() }'],
  ['a member that is deleted, if any', 'request => { delete request?.url; return new Response() }'],
  [
    'a member that a pattern writes',
    'request => { ({ a: request.url } = {}); return new Response() }',
  ],
  ['a member that a list writes', 'request => { [request.url] = []; return new Response() }'],
  ['a member that a loop writes', 'request => { for (request.url of []); return new Response() }'],
  [
    'a variable of its name that is declared again',
    'function GET(request) { var request = x(request); return request.url }',
  ],
  ['a function bound', '(request => new Response(request.url)).bind(null)'],
  ['a proxy', 'new Proxy(request => new Response(request.url), {})'],
  ['a native function', 'Response.json'],
  ['a class', 'class GET { constructor(request) { this.url = request.url } }'],
  ['a wrapper', 'request => withAuth(() => new Response(request.url))(request)'],
]

const SLOPPY: readonly [string, string][] = [
  [
    'a function whose arguments others can read',
    'function GET(request) { return inner(request.url) }',
  ],
  ['with', 'async function GET(request) { with (request.headers) { return get("a") } }'],
  ['a parameter named arguments', 'async arguments => new Response(arguments.url)'],
]

describe('a handler keeps its request', () => {
  it.each(KEEPS)('decision 082: %s', source => {
    expect(keepsItsRequest(parser, handlerOf(source))).toBe(true)
  })

  it('decision 082: in a sloppy arrow or async function, which has no arguments to read', () => {
    expect(keepsItsRequest(parser, handlerOf('r => new Response(r.url)', 'sloppy'))).toBe(true)
    const legacy = 'async function GET(request) { var await_ = 010; return request.url + await_ }'
    expect(keepsItsRequest(parser, handlerOf(legacy, 'sloppy'))).toBe(true)
  })
})

describe('a handler may let its request out', () => {
  it.each(LETS_OUT)('decision 082: through %s', (_way, source) => {
    expect(keepsItsRequest(parser, handlerOf(source))).toBe(false)
  })

  it.each(SLOPPY)('decision 082: in sloppy mode, through %s', (_way, source) => {
    expect(keepsItsRequest(parser, handlerOf(source, 'sloppy'))).toBe(false)
  })
})

/** Interop section "where the directive may stand": what is refused, in the words of Next.js 16. */
import { applyPasses } from '../../../../src/modules/source-passes'
import { PLACE, parser, refusalOf, transform } from './evaluate'

const NOT_ASYNC = '"use cache" functions must be async functions.'
const INSTANCE =
  'It is not allowed to define inline "use cache" annotated class instance methods.\n' +
  'To define cached functions, use functions, object method properties, or static class methods instead.'
const ONLY_ASYNC = 'Only async functions are allowed to be exported in a "use cache" file.'
const TOP_OF_BODY = 'The "use cache" directive must be at the top of the function body.'
const TOP_OF_FILE = 'The "use cache" directive must be at the top of the file.'
const PARENTHESES = 'The "use cache" directive cannot be wrapped in parentheses.'
const word = (name: string) => `"use cache" functions cannot use \`${name}\`.`
const meant = (name: string, text: string) =>
  `Did you mean "${name}"? "${text}" is not a supported directive name."`

const REFUSED: [string, string, string][] = [
  ['instance method', 'class K { async f() { "use cache" } }', INSTANCE],
  ['private instance method', 'class K { async #f() { "use cache" } }', INSTANCE],
  ['method below a field named async', 'class K { async\nf() { "use cache" } }', INSTANCE],
  ['sync function', 'function f() { "use cache" }', NOT_ASYNC],
  ['sync arrow', 'const f = () => { "use cache" }', NOT_ASYNC],
  ['getter', 'const o = { get f() { "use cache" } }', NOT_ASYNC],
  ['generator', 'function* f() { "use cache" }', NOT_ASYNC],
  ['async generator', 'async function* f() { "use cache" }', NOT_ASYNC],
  ['generator named async', 'function* async() { "use cache" }', NOT_ASYNC],
  ['function below a statement async', 'var async\nasync\nfunction f() { "use cache" }', NOT_ASYNC],
  ['function inside of IIFE', '(() => { "use cache" })(1)', NOT_ASYNC],
  ...['__awaiter(this, void 0, void 0, ', '_async_to_generator(', '_asyncToGenerator('].map(
    (helper): [string, string, string] => [
      `function that ${helper} was made of`,
      `function f() { return ${helper}function* () { "use cache" }) }`,
      `${NOT_ASYNC} This one was compiled to a generator: set "target" to "es2017" or later.`,
    ],
  ),
  ['this', 'async function f() { "use cache"; this.x }', word('this')],
  [
    'this in an arrow inside',
    'async function f() { "use cache"; return () => this }',
    word('this'),
  ],
  ['this in a default value', 'async function f(a = this) { "use cache" }', word('this')],
  [
    'this in a computed key',
    'async function f() { "use cache"; class K { [this.x]() {} } }',
    word('this'),
  ],
  ['this in a static method', 'class K { static async f() { "use cache"; this.x } }', word('this')],
  ['super', 'const o = { async f() { "use cache"; super.x() } }', word('super')],
  ['arguments', 'async function f() { "use cache"; return arguments }', word('arguments')],
  [
    'arguments of outside',
    'function o() { return async () => { "use cache"; return arguments } }',
    word('arguments'),
  ],
  [
    'new.target',
    'function O() { return async () => { "use cache"; return new.target } }',
    word('new.target'),
  ],
  [
    'no space',
    'async function f() { "use cache:remote" }',
    meant('use cache: remote', 'use cache:remote'),
  ],
  [
    'space before the colon',
    'async function f() { "use cache : remote" }',
    meant('use cache: remote', 'use cache : remote'),
  ],
  ['misspelt', 'async function f() { "use cached" }', meant('use cache', 'use cached')],
  [
    'no kind',
    'async function f() { "use cache: " }',
    meant('use cache: <cache-kind>', 'use cache: '),
  ],
  ['after a statement', 'async function f() { f(); "use cache" }', TOP_OF_BODY],
  ['in a block', 'async function f() { if (f) { "use cache" } }', TOP_OF_BODY],
  ['after an import', 'import "x"\n"use cache"', TOP_OF_FILE],
  ['in a block of the file', '{ "use cache" }', TOP_OF_FILE],
  ['after a statement in the wrapper of tsx', '(()=>{\nvar a=1;"use cache"\n})()', TOP_OF_FILE],
  ['in parentheses', 'async function f() { ("use cache") }', PARENTHESES],
  ['in parentheses at the top of a file', '("use cache")', PARENTHESES],
  ['sync function in a file', '"use cache"; export function f() {}', ONLY_ASYNC],
  ['generator in a file', '"use cache"; export async function* f() {}', ONLY_ASYNC],
  ['constant', '"use cache"; export const a = 1', ONLY_ASYNC],
  ['destructured constant', '"use cache"; export const { a } = b', ONLY_ASYNC],
  ['class', '"use cache"; export class K {}', ONLY_ASYNC],
  ['default class', '"use cache"; export default class {}', ONLY_ASYNC],
  ['default value', '"use cache"; export default 1', ONLY_ASYNC],
  ['result', '"use cache"; export const f = wrap(async () => {})', ONLY_ASYNC],
  ['imported', '"use cache"; import { f } from "x"; export { f }', ONLY_ASYNC],
  ['replaced', '"use cache"; export let f = async () => {}; f = 1', ONLY_ASYNC],
  ['export … from', '"use cache"; export { f } from "x"', ONLY_ASYNC],
  ['export *', '"use cache"; export * from "x"', ONLY_ASYNC],
  ['export * as', '"use cache"; export * as x from "x"', ONLY_ASYNC],
  ['CommonJS value', '"use cache"; exports.a = 1', ONLY_ASYNC],
  ['CommonJS object', '"use cache"; module.exports = { a: 1 }', ONLY_ASYNC],
  ['CommonJS spread', '"use cache"; module.exports = { ...require("x") }', ONLY_ASYNC],
  ['CommonJS of another', '"use cache"; module.exports = require("x")', ONLY_ASYNC],
  ['CommonJS alias', '"use cache"; const e = exports; e.a = async () => {}', ONLY_ASYNC],
  ['CommonJS computed', '"use cache"; exports[a] = b[a]', ONLY_ASYNC],
  ['CommonJS assign', '"use cache"; Object.assign(exports, { a: 1 })', ONLY_ASYNC],
  ['export * of tsc', '"use cache"; __exportStar(require("x"), exports)', ONLY_ASYNC],
  ['export * of swc', '"use cache"; _export_star(require("x"), exports)', ONLY_ASYNC],
  [
    'export * of Babel',
    '"use cache"; var _x = require("x"); Object.keys(_x).forEach(function (key) { if (key in exports && exports[key] === _x[key]) return; Object.defineProperty(exports, key, { enumerable: true, get: function () { return _x[key] } }) })',
    ONLY_ASYNC,
  ],
  [
    'export from of tsc',
    '"use cache"; var x_1 = require("x"); Object.defineProperty(exports, "a", { enumerable: true, get: function () { return x_1.a } })',
    ONLY_ASYNC,
  ],
  [
    'export * of esbuild',
    '"use cache"; var l = {}; __export(l, {}); module.exports = __toCommonJS(l); __reExport(l, require("x"), module.exports)',
    ONLY_ASYNC,
  ],
]

describe('RH_USE_CACHE', () => {
  it.each(REFUSED)('checks 14–16: %s', (_, source, message) => {
    expect(refusalOf(source)).toBe(message)
  })

  it.each([
    [
      'a method of a class inside',
      'async function f() { "use cache"; return class { x = this; static { this } m() { return this } } }',
    ],
    [
      'a function inside',
      'async function f() { "use cache"; return function () { return [this, arguments, new.target] } }',
    ],
    [
      'super in a class inside',
      'async function f() { "use cache"; return class extends Map { x() { super.x() } } }',
    ],
    ['a property of the name', 'async function f(a) { "use cache"; return a.arguments + a.super }'],
  ])('accepts this, super and arguments of %s', (_, source) => {
    expect(transform(source)).not.toBe(source)
  })

  const ROUTE = { ...PLACE, file: '/project/app/route.js', isRoute: true }

  it.each([
    ['declaration', 'export async function GET() { "use cache" }'],
    ['constant', 'export const GET = async () => { "use cache" }'],
    ['renamed', 'async function get() { "use cache" }\nexport { get as GET }'],
    ['of tsc', 'exports.GET = GET; async function GET() { "use cache" }'],
    [
      'of swc',
      '_export(exports, { get GET() { return GET } }); async function GET() { "use cache" }',
    ],
    [
      'of esbuild',
      'var r = {}; __export(r, { GET: () => GET }); module.exports = __toCommonJS(r); async function GET() { "use cache" }',
    ],
  ])('is for the body of a handler: %s', (_, source) => {
    expect(refusalOf(source, ROUTE)).toMatch(
      /^The "use cache" directive cannot be in the body of the handler GET/,
    )
    expect(transform(source)).not.toBe(source)
  })

  it('is for the top of a route file', () => {
    const source = '"use cache"\nexport async function GET() {}'
    expect(refusalOf(source, ROUTE)).toMatch(
      /^The "use cache" directive cannot be at the top of a route file/,
    )
    expect(transform(source)).not.toBe(source)
  })

  it('is not for other functions of a route file', () => {
    const source =
      'async function load() { "use cache" }\nexport async function GET() { return load() }'
    expect(transform(source, ROUTE)).not.toBe(source)
  })

  it('RLD-14: carries the file and the frame, and the place in its message', () => {
    const source = 'const a = 1\n\nfunction f() {\n  "use cache"\n}\n'
    expect(failure(source)).toMatchObject({
      file: '/project/lib/a.js',
      message: `${NOT_ASYNC}\n\n  lib/a.js:4:4`,
      frame: [
        '  2 |',
        '  3 | function f() {',
        '> 4 |   "use cache"',
        '    |    ^',
        '  5 | }',
        '  6 |',
      ].join('\n'),
    })
  })

  it('RLD-14: shows the text that the author wrote, where an inline map leads there', () => {
    const author = 'type A = string\n\nfunction f(): A {\n  "use cache"\n}\n'
    // Line 2 of the compiled text is line 4 of the author's.
    const map = {
      version: 3,
      sources: ['a.ts'],
      sourcesContent: [author],
      names: [],
      mappings: 'AAEA;EACE',
    }
    const inline = Buffer.from(JSON.stringify(map)).toString('base64')
    const compiled = `function f() {\n  "use cache";\n}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`
    const { frame, message } = failure(compiled)
    expect(message).toContain('lib/a.js:4:')
    expect(frame).toContain('> 4 |   "use cache"')
  })
})

function failure(source: string): { message: string; frame: string; file: string } {
  try {
    applyPasses(parser, source, PLACE)
  } catch (error) {
    return error as { message: string; frame: string; file: string }
  }
  throw new Error('was accepted')
}

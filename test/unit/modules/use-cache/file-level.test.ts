/**
 * Checks 18 to 23 of the interop rules: a directive at the top of a file, as an ES module and in
 * the CommonJS that transpilers make of it.
 */
import { transformSync as babel } from '@babel/core'
import { transformSync as swc } from '@swc/core'
import { transformSync as esbuild } from 'esbuild'
import typescript from '../../../types/versions/node_modules/typescript5'
import { evaluate, transform } from './evaluate'

const MODULE = `'use cache'
export async function declared(a) { log('declared'); return inner(a) }
export const constant = async a => { log('constant'); return inner(a) }
async function local(a) { log('local'); return inner(a) }
const expression = async function named(a) { log('expression'); return inner(a) }
export { local as renamed, expression, expression as 'with space' }
export default async function (a) { log('default'); return inner(a) }
async function inner(a) { log('inner'); return [a] }
`
const NAMES = ['declared', 'constant', 'renamed', 'expression', 'default']

/** As Babel 7 with `modules: 'commonjs'` writes it; the plugin is not among the dependencies. */
const BABEL = `'use cache';
"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.constant = void 0;
exports.declared = declared;
exports.default = _default;
exports["with space"] = exports.expression = void 0;
exports.renamed = local;
async function declared(a) { log('declared'); return inner(a); }
const constant = async a => { log('constant'); return inner(a); };
exports.constant = constant;
async function local(a) { log('local'); return inner(a); }
const expression = exports["with space"] = exports.expression = async function named(a) { log('expression'); return inner(a); };
async function _default(a) { log('default'); return inner(a); }
async function inner(a) { log('inner'); return [a]; }
`

const { code: esbuilt } = esbuild(MODULE, { format: 'cjs', target: 'node20', keepNames: true })

const SHAPES: [string, string][] = [
  ['an ES module', MODULE],
  [
    'tsc 5.9',
    typescript.transpileModule(MODULE, { compilerOptions: { module: 1, target: 9 } }).outputText,
  ],
  ['swc', swc(MODULE, { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }).code],
  ['esbuild, _export of its own scope', esbuilt],
  ['esbuild, minified', esbuild(MODULE, { format: 'cjs', minifyWhitespace: true }).code],
  ['tsx', `__filename="/a";(()=>{\n${esbuilt.replaceAll('\n', '')}\n})()`],
  ['Babel', BABEL],
  ['a printer of Babel', babel(BABEL, { configFile: false, babelrc: false })!.code!],
]

describe('a directive at the top of a file', () => {
  it.each(SHAPES)(
    'checks 20–23: caches what is exported, in the shape of %s',
    async (_, source) => {
      const { exports, log } = evaluate(source)
      for (const name of NAMES) {
        expect(await exports[name](1)).toEqual([1])
        expect(await exports[name](1)).toEqual([1])
        expect(await exports[name](2)).toEqual([2])
      }
      // Each body twice, and what is not exported as often as it is called.
      expect(log).toHaveLength(4 * NAMES.length)
      expect(log.filter(item => item === 'inner')).toHaveLength(2 * NAMES.length)
    },
  )

  const COMMONJS: [string, string][] = [
    ['exports.f =', 'exports.f = async a => { log(a) }'],
    ['module.exports.f =', 'module.exports.f = async a => { log(a) }'],
    ['a chain', 'exports.g = exports.f = async a => { log(a) }'],
    ['a chain with a binding', 'const f = exports.f = async a => { log(a) }'],
    ['an object', 'module.exports = { f }; async function f(a) { log(a) }'],
    ['an object with a method', 'module.exports = { async f(a) { log(a) } }'],
    [
      'an object with a getter',
      'module.exports = { get f() { return f } }; async function f(a) { log(a) }',
    ],
    ['both names', 'exports = module.exports = { f: async a => { log(a) } }'],
    ['a value', 'Object.defineProperty(exports, "f", { value: async a => { log(a) } })'],
    [
      'a getter of older swc',
      'Object.defineProperty(exports, "f", { enumerable: true, get: function () { return f } }); async function f(a) { log(a) }',
    ],
    [
      'functions of older swc',
      'function _export(t, all) { for (const n in all) Object.defineProperty(t, n, { get: all[n] }) } _export(exports, { f: function () { return f } }); async function f(a) { log(a) }',
    ],
    ['a read of its own exports', 'exports.f = async a => { log(a) }; (0, exports.f)(7)'],
    ['strict mode first', '"use strict"; "use cache: default"; exports.f = async a => { log(a) }'],
  ]

  it.each(COMMONJS)('check 22: caches what is exported by %s', async (_, source) => {
    const { exports, log } = evaluate(
      source.startsWith('"use strict"') ? source : `"use cache"; ${source}`,
    )
    const before = log.length
    for (const a of [1, 1, 2]) await exports['f'](a)
    expect(log).toHaveLength(before + 2)
  })

  it('caches module.exports itself', async () => {
    const { exports, log } = evaluate('"use cache"; module.exports = async a => { log(a) }')
    for (const a of [1, 1, 2]) await (exports as unknown as (a: number) => unknown)(a)
    expect(log).toEqual([1, 2])
  })

  it.each([
    ['function', 'export default async function () { log(1) }', 'default'],
    [
      'function before a getter',
      'export default async function /*(*/ () { log(1) }\nexport async function g() {}',
      'default',
    ],
    ['arrow', 'export default async () => { log(1) }', 'default'],
    ['arrow in parentheses', 'export default (async () => { log(1) })', 'default'],
    ['name used before', 'f; export default f; async function f() { log(1) }', 'f'],
    ['specifier', 'async function f() { log(1) }\nexport { f as default }', 'f'],
  ])('checks 18–19: caches the default %s', async (_, source, name) => {
    for (const text of [
      `"use cache"; ${source}`,
      source.replaceAll('{ log', '{ "use cache"; log'),
    ]) {
      const { exports, log, metas } = evaluate(text)
      await exports['default']()
      await exports['default']()
      expect(log).toHaveLength(1)
      expect(metas[0]!.name).toBe(name)
    }
  })

  it('leaves a function its own kind', async () => {
    const { exports, metas } = evaluate(
      `'use cache'\nexport async function a() { 'use cache: remote' }\nexport async function b() {}`,
    )
    await exports['a']()
    await exports['b']()
    expect(metas.map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'remote'],
      ['b', 'default'],
    ])
  })

  it('is obeyed in a file that exports nothing', () => {
    expect(transform('"use cache"\nasync function f() {}')).toBe(
      '"obeyed: use cache"\nasync function f() {}',
    )
  })
})

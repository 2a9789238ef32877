/** Checks 1 to 5 and 12 to 17 of the interop rules: which functions are cached, and how they keep. */
import { evaluate, transform } from './evaluate'

/** `[title, source exporting f, calls, evaluations]`: a call is its arguments. */
const FORMS: [string, string, unknown[][], number][] = [
  [
    'declaration',
    `async function f(a) { 'use cache'; log(a); return a }; exports.f = f`,
    [[1], [1], [2]],
    2,
  ],
  [
    'declaration used before its definition',
    `exports.f = f; async function f(a) { 'use cache'; log(a); return a }`,
    [[1], [1]],
    1,
  ],
  ['arrow', `exports.f = async a => { "use cache"; log(a); return a }`, [[1], [1], [2]], 2],
  [
    'named expression',
    `exports.f = async function g(a) { 'use cache'; log(a); return a }`,
    [[1], [1], [2]],
    2,
  ],
  [
    'destructured parameters with nested defaults and rest',
    `exports.f = async ({ a = 1, b: { c = a } = {} } = {}, [d] = [2], ...e) => {
       'use cache'; log(a); return [a, c, d, ...e] }`,
    [[], [], [{ a: 1 }], [{ a: 1 }, [3], 4], [{ a: 1 }, [3], 4], [{ a: 1 }, [3], 5]],
    4,
  ],
  [
    'surplus arguments',
    `exports.f = async function (a) { 'use cache'; log(a); return a }`,
    [
      [1, 2],
      [1, 3],
      [1, 3, 4],
    ],
    1,
  ],
  [
    'object method and computed key',
    `const key = 'f'; module.exports = { async [key](a) { 'use cache'; log(a); return a } }`,
    [[1], [1], [2]],
    2,
  ],
  [
    'static method',
    `class K { static async f(a) { 'use cache'; log(a); return a } }; exports.f = K.f`,
    [[1], [1], [2]],
    2,
  ],
  [
    'private static method',
    `class K { static async #x(a) { 'use cache'; log(a); return a } static f(a) { return K.#x(a) } }
     exports.f = K.f`,
    [[1], [1], [2]],
    2,
  ],
  [
    'static field of a class inside a function',
    `function make(n) { return class { static f = async a => { 'use cache'; log(n); return a + n } } }
     const one = make(1), two = make(2); exports.f = async a => [await one.f(a), await two.f(a)]`,
    [[1], [1]],
    2,
  ],
  [
    'arrow in a field of instances',
    `class K { f = async a => { 'use cache'; log(a); return a } }; exports.f = a => new K().f(a)`,
    [[1], [1], [2]],
    2,
  ],
  [
    'named method beside a getter',
    `const o = { get x() { return 1 }, async f(a) { 'use cache'; log(a); return a } }
     exports.f = a => o.f(a + o.x)`,
    [[1], [1]],
    1,
  ],
  [
    'function inside of a template',
    'exports.f = async a => { const t = []; `$' +
      '{t.push(async b => { "use cache"; log(b); return b })}`\n return t[0](a) }',
    [[1], [1], [2]],
    2,
  ],
  [
    'comments with parentheses between all tokens (UC-7)',
    `async /*(*/ function /*(*/ f /*(*/ ( /*(*/ a /*)*/ ) /*(*/ { /*(*/ 'use cache' /*(*/; log(a); return a }
     exports.f = f`,
    [[1], [1]],
    1,
  ],
  [
    'several directives, an equal one twice',
    `exports.f = async a => { 'use strict'; 'use cache'; "use cache"; log(a); return a }`,
    [[1], [1]],
    1,
  ],
  [
    'cached function inside of a cached function, with captures',
    `exports.f = async a => { 'use cache'; log('outer')
       const inner = async b => { 'use cache'; log('inner'); return a + b }
       return [await inner(1), await inner(1), await inner(2)] }`,
    [[1], [1]],
    3,
  ],
  [
    'label, block and loop around a declaration',
    `const all = []; here: for (const n of [1, 2]) { { all.push(f); async function f(a) { 'use cache'; log(n); return a + n } continue here } }
     exports.f = async a => [await all[0](a), await all[1](a)]`,
    [[1], [1]],
    2,
  ],
  [
    'enum as tsc compiles it',
    `var Level; (function (Level) { Level[Level["A"] = 0] = "A" })(Level || (Level = {}))
     exports.f = async a => { 'use cache'; log(a); return Level.A }`,
    [[1], [1]],
    1,
  ],
  [
    'return outside of a function',
    `exports.f = async a => { 'use cache'; log(a); return a }\nreturn\nnothing()`,
    [[1], [1]],
    1,
  ],
  [
    'expression as the body around it',
    `const make = a => async () => { 'use cache'; log(a); return a }; exports.f = a => make(a)()`,
    [[1], [1], [2]],
    2,
  ],
  [
    'adjoining functions without a space',
    `exports.f=async a=>{const o={};async function f(){'use cache';log(a)}async function g(){'use cache';log(a)}await f();await g()}`,
    [[1], [1]],
    2,
  ],
]

describe('a cached function', () => {
  it.each(FORMS)('checks 1–5, 12–15, 24, 27: %s', async (_, source, calls, evaluations) => {
    const { exports, log } = evaluate(source)
    const plain = evaluate(source.replaceAll(/use cache/g, 'no cache')).exports
    for (const args of calls) {
      expect(await exports['f'](...args)).toEqual(await plain['f'](...args))
    }
    expect(log).toHaveLength(evaluations)
  })

  it.each([
    ['arrow', 'const f = async (a, b) => { "use cache" }; exports.f = f', 'f', 2],
    ['expression', 'exports.f = async function g(a) { "use cache" }', 'g', 1],
    ['default value', 'const { f = async () => { "use cache" } } = {}; exports.f = f', 'f', 0],
    ['property', 'module.exports = { f: async (a, b = 1, c) => { "use cache" } }', 'f', 1],
    ['assigned', 'let f; f = async a => { "use cache" }; exports.f = f', 'f', 1],
    ['member', 'exports.f = async a => { "use cache" }', '', 1],
    [
      'of esbuild',
      'const __name = (f, value) => Object.defineProperty(f, "name", { value }); exports.f = __name(async () => { "use cache" }, "g")',
      'g',
      0,
    ],
  ])('check 3: keeps name and length: %s', (_, source, name, length) => {
    const { f } = evaluate(source).exports
    expect([f.name, f.length]).toEqual([name, length])
  })

  it('UC-10: a declaration keeps its name and loses its length', () => {
    const { f } = evaluate('exports.f = f; async function f(a, b) { "use cache" }').exports
    expect([f.name, f.length]).toEqual(['f', 0])
  })

  it('check 25: calls itself through the cache', async () => {
    const body = `(n) { 'use cache'; log(n); return n < 2 ? n : (await fib(n - 1)) + (await fib(n - 2)) }`
    for (const source of [
      `async function fib${body}; exports.fib = fib`,
      `const fib = async ${body.replace(' {', ' => {')}; exports.fib = fib`,
      `exports.fib = async function fib${body}`,
      `exports.fib = (() => { async function fib${body}; return fib })()`,
      `exports.fib = (() => { const other = async function fib${body}; return other })()`,
    ]) {
      const { exports, log } = evaluate(source)
      expect(await exports['fib'](20)).toBe(6765)
      expect(log).toHaveLength(21)
    }
  })

  it('check 17: reads the kind', async () => {
    const { exports, metas } = evaluate(
      `exports.f = async () => { 'use cache: remote' }; exports.g = async () => { 'use cache' }`,
    )
    await exports['f']()
    await exports['g']()
    expect(metas.map(({ kind }) => kind)).toEqual(['remote', 'default'])
  })

  it.each([
    ['function', `exports.f = async () => { 'use cache'; 'use cache: remote' }`],
    ['file', `'use cache'; 'use cache: remote'; exports.f = async () => {}`],
  ])('of two kinds at the top of a %s takes the last, as Next does', async (_, source) => {
    const { exports, metas } = evaluate(source)
    await exports['f']()
    expect(metas[0]!.kind).toBe('remote')
  })

  it.each([
    ['a variable', `const s = 'use cache'; exports.s = s`],
    ['an argument', `log("use cache")`],
    ['a template', 'const s = `\n"use cache"\n`'],
    ['a comment', `// 'use cache'\nasync function f() { /* "use cache" */ }`],
    ['an escape', `async function f() { 'use\\x20cache'; log("use cache") }`],
    ['another directive', `async function f() { 'do not use cache'; log("use cache") }`],
    ['a property', `({ 'use cache': 1 })`],
    ['a syntax error, which is the host’s to report', `async function f( { 'use cache' }`],
  ])('check 26: the words in %s are left alone', (_, source) => {
    expect(evaluateNothing(source)).toBe(true)
  })
})

function evaluateNothing(source: string): boolean {
  return transform(source) === source
}

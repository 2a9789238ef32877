/** Programs that nobody wrote: what comes out parses, has as many lines, and does the same. */
import fc from 'fast-check'
import { evaluate, parser, transform } from './evaluate'

const NAMES = ['a', 'b', 'c', 'd'] as const
const name = fc.constantFrom(...NAMES)
const gap = fc.constantFrom('', ' ', '\n', '/*(*/', '/* } */\n', '\t')

/** An expression over the names, with what can hide or default them. */
const { expression, statement } = fc.letrec<{ expression: string; statement: string }>(tie => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    name,
    fc.nat(9).map(String),
    fc.tuple(tie('expression'), gap, tie('expression')).map(([x, s, y]) => `[${x},${s}${y}]`),
    fc.tuple(name, tie('expression')).map(([n, x]) => `(${n} => ${x})(1)`),
    fc.tuple(name, tie('expression')).map(([n, x]) => `(({ ${n} = 2 }) => ${x})({})`),
    fc
      .tuple(name, name, tie('expression'))
      .map(([n, m, x]) => `(function (${n} = ${m}) { return ${x} }(3))`),
    fc.tuple(name, tie('expression')).map(([n, x]) => `new (class ${n} { v = ${x} })().v`),
    tie('expression').map(x => `\`\${${x}}\``),
  ),
  statement: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(name, tie('expression'))
      .map(([n, x]) => `{ const ${n}_ = ${x}; { let ${n} = ${n}_; v(${n}) } }`),
    fc.tuple(name, tie('statement')).map(([n, s]) => `for (const ${n} of [1, 2]) { ${s} }`),
    fc.tuple(name, tie('statement')).map(([n, s]) => `try { throw 1 } catch (${n}) { ${s} }`),
    fc
      .tuple(tie('expression'), tie('statement'))
      .map(([x, s]) => `switch (${x}) { default: ${s} }`),
    tie('expression').map(x => `v(${x})`),
  ),
}))

const cachedBody = fc
  .tuple(gap, statement, gap, expression)
  .map(
    ([s, code, t, value]) => `{${s}'use cache';${t}const v = x => x; ${code};${s}return ${value} }`,
  )

/** Sources of a factory `make(a, b, c)` that returns a cached function of one parameter, `d`. */
const program = fc
  .tuple(
    fc.constantFrom(
      (b: string, s: string) =>
        `async${s.replace('\n', ' ')} function${s || ' '}f${s}(${s}d)${s}${b}; return f`,
      (b: string, s: string) =>
        `const f = async (${s}d) =>${s.replaceAll('\n', ' ')}${b}; return f`,
      (b: string, s: string) => `return (async function${s || ' '}g${s}(d)${b})`,
      (b: string, s: string) =>
        `const o = { async${s.replaceAll('\n', ' ') || ' '}f${s}(d)${b} }; return o.f`,
      (b: string, s: string) => `class K { static async f${s}(d)${b} }; return K.f`,
    ),
    cachedBody,
    gap,
  )
  .map(([form, body, space]) => `exports.make = function (a, b, c) { ${form(body, space)} }`)

describe('generated programs', () => {
  it('keep their lines, parse again and are left alone by a second pass', () => {
    fc.assert(
      fc.property(program, source => {
        const code = transform(source)
        expect(code).not.toBe(source)
        expect(parser.parseSync('a.js', code, { sourceType: 'commonjs' }).errors).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('answer as without the directive, for every factory and argument, in any order', async () => {
    const call = fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1), fc.nat(1))
    await fc.assert(
      fc.asyncProperty(program, fc.array(call, { maxLength: 8 }), async (source, calls) => {
        const plain = evaluate(source.replace('use cache', 'no')).exports
        const { exports } = evaluate(source)
        for (const [a, b, c, d] of calls) {
          const [expected, actual] = await Promise.all(
            [plain, exports].map(({ make }) => make(a, b, c)(d).then(shown, String)),
          )
          expect(actual).toBe(expected)
        }
      }),
      { numRuns: 200 },
    )
  })
})

/** Classes and functions by their text, which the runtime of the tests keeps as they are. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'function' ? 'function' : part))
}

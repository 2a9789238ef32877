/**
 * Programs that a memoised function could answer with the value of another call: they answer as
 * without the directive, or refuse.
 */
import fc from 'fast-check'
import { installUseCache } from '../../../../src/cache/install'
import { state } from '../../../../src/state'
import { refusalOf, transform } from './evaluate'

type Exports = Record<string, any>

let files = 0

/** Runs a CommonJS source with the runtime of users. */
function load(source: string): Exports {
  const module = { exports: {} as Exports }
  new Function('exports', 'module', source)(module.exports, module)
  return module.exports
}

async function outcome(source: string, drive: (exports: Exports) => unknown): Promise<string> {
  try {
    return JSON.stringify(await drive(load(source)))
  } catch (error) {
    return String(error)
  }
}

async function both(source: string, drive: (exports: Exports) => unknown) {
  const place = { file: `/project/lib/${files++}.js`, root: '/project' }
  const [plain, cached] = [source.replaceAll('use cache', 'no'), transform(source, place)]
  return { plain: await outcome(plain, drive), cached: await outcome(cached, drive) }
}

const REFUSAL = /^TypeError: The captured variable `\w+` .* is a function/

beforeEach(() => {
  Object.defineProperty(state, 'useCache', { value: undefined, configurable: true })
  installUseCache()
})

/** Two factories in turns. */
const turns = async ({ make }: Exports) => [
  await make(1)(),
  await make(2)(),
  await make(1)(),
  await make(2)(),
]

const factory = (body: string) => `exports.make = p => { ${body} }`

describe('state in properties of a captured function or class (UC-8)', () => {
  it.each([
    [
      'a static field that a method raises',
      'class G { static n = p; static up() { G.n++ } } G.up()',
      'G.n',
    ],
    [
      'a static field raised by this',
      'class G { static n = p; static up() { this.n++ } } G.up()',
      'G.n',
    ],
    ['a static field set outside', 'class G { static n } G.n = p', 'G.n'],
    ['a static block', 'class G { static { this.n = p } static { this.n = p } }', 'G.n'],
    ['a property of the prototype', 'class G {} G.prototype.n = p', 'new G().n'],
    ['a property of a function', 'function g() { return g.n } g.n = p', 'g()'],
    ['a property set by destructuring', 'const g = () => {}; [g.n] = [p]', 'g.n'],
    ['Object.assign', 'const g = () => {}; Object.assign(g, { n: p })', 'g.n'],
    [
      'Object.defineProperty',
      'const g = () => {}; Object.defineProperty(g, "n", { value: p })',
      'g.n',
    ],
    ['Reflect.set', 'class G {} Reflect.set(G.prototype, "n", p)', 'new G().n'],
    ['another name', 'const g = () => {}; const h = g; h.n = p', 'g.n'],
    ['another name, later', 'const g = () => {}; let h; h = g; h.n = p', 'g.n'],
  ])('%s is refused', async (_, body, value) => {
    const source = factory(`${body}; return async () => { 'use cache'; return ${value} }`)
    const { plain, cached } = await both(source, turns)
    expect(plain).not.toMatch(/Error/)
    expect(cached).toMatch(REFUSAL)
  })

  it.each([
    ['called', 'const g = x => x + p', 'g(1)'],
    ['passed on', 'const g = x => x + p', '[1].map(g)'],
    ['asked for its name', 'function g() { return p }', 'g.name + g()'],
    ['made an instance of', 'class G { static one = 1; n = p + G.one }', 'new G().n'],
    ['named by esbuild', 'const __name = f => f; const g = __name(() => p, "g")', 'g()'],
  ])('a function or class that is only %s is followed', async (_, body, value) => {
    const source = factory(`${body}; return async () => { 'use cache'; return ${value} }`)
    const { plain, cached } = await both(source, turns)
    expect(cached).toBe(plain)
  })
})

describe('names that only running the code explains', () => {
  it.each([
    ['eval', factory('return async () => { "use cache"; return eval("p") }')],
    ['eval', factory('const g = () => eval("p"); return async () => { "use cache"; return g() }')],
    [
      'eval',
      'exports.make = function () { eval("var p"); return async () => { "use cache"; return p } }',
    ],
    [
      'with',
      'exports.make = function (p) { with (p) { return async () => { "use cache"; return n } } }',
    ],
    [
      'with',
      'exports.make = function (p) { return async o => { "use cache"; with (o) { return p } } }',
    ],
  ])('%s is refused where something can be captured', (word, source) => {
    expect(refusalOf(source)).toBe(`"use cache" functions cannot use \`${word}\`.`)
  })

  it('eval of the module is none of the function’s', () => {
    expect(transform('eval("1"); async function f() { "use cache"; return eval("2") }')).toContain(
      '.call(',
    )
  })
})

describe('captured variables', () => {
  it.each([
    ['a getter', 'let n = p; const o = { get n() { return n } }; const up = () => n++', 'o.n'],
    ['a Date', 'const d = new Date(p); const up = () => d.setTime(d.getTime() + 1)', 'd.getTime()'],
    ['a Map', 'const m = new Map([[1, p]]); const up = () => m.set(1, m.get(1) + 1)', 'm.get(1)'],
    ['what a followed function reads', 'let n = p; const g = () => n; const up = () => n++', 'g()'],
  ])('that change are seen: %s', async (_, body, value) => {
    const source = factory(
      `${body}; return { up, f: async () => { 'use cache'; return ${value} } }`,
    )
    const { plain, cached } = await both(source, async ({ make }) => {
      const { up, f } = make(1)
      const first = await f()
      up()
      return [first, await f()]
    })
    expect(cached).toBe(plain)
  })

  it('that are declared further down do not keep a function from running', async () => {
    const source = factory(
      "const f = async is => { 'use cache'; return is ? later : 0 }; const early = f(false); const later = p; return () => early",
    )
    const { plain, cached } = await both(source, turns)
    expect(cached).toBe(plain)
  })

  it.each([
    [
      'an instance with private state',
      'class U { #n = p; get n() { return this.#n } } const o = new U()',
    ],
    ['a hidden property', 'const o = Object.defineProperty({}, "n", { value: p })'],
    ['a hidden property of an array', 'const o = Object.defineProperty([], "n", { value: p })'],
    ['an Error', 'const o = new Error(p); o.n = p'],
    ['an object with methods, such as a database client', 'const o = { n: p, query() {} }'],
  ])('are refused by name: %s', async (_, body) => {
    const source = factory(`${body}; return async () => { 'use cache'; return o.n }`)
    expect((await both(source, turns)).cached).toMatch(/^TypeError: The captured variable `o` /)
  })
})

const variable = fc.constantFrom('p', 'q', 'a', 'b', 'c')
const pure = fc.letrec<{ value: string }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    variable,
    fc.nat(3).map(String),
    fc.tuple(tie('value'), tie('value')).map(([x, y]) => `[${x}, ${y}]`),
    fc.tuple(variable, tie('value'), tie('value')).map(([n, x, y]) => `((${n}) => ${x})(${y})`),
    fc
      .tuple(variable, tie('value'))
      .map(([n, x]) => `(typeof ${n} === 'function' ? ${n}(${x}) : ${n})`),
    fc.tuple(variable, tie('value')).map(([n, x]) => `({ ${n}, x: ${x} })`),
  ),
})).value

/** Declares one of the names in one of the ways there are. */
const declaration = (name: string) =>
  fc
    .tuple(
      fc.constantFrom(
        (x: string) => `let ${name} = ${x}`,
        (x: string) => `var ${name} = ${x}`,
        (x: string) => `const { ${name} = ${x} } = {}`,
        (x: string) => `function ${name}(p = 1) { return ${x} }`,
        (x: string) => `const ${name} = (q = 2) => ${x}`,
        (x: string) => `const ${name} = x => ({ x: ${x} }); ${name}.n = 1`,
        (x: string) => `let ${name}; for (const q of [1]) { ${name} = () => ${x} }`,
        (x: string) => `let ${name}; try { throw ${x} } catch (q) { ${name} = q }`,
      ),
      pure,
    )
    .map(([form, value]) => form(value))

/** Answers of a factory: a cached function, and a way to change what it captures. */
const program = fc
  .tuple(declaration('a'), declaration('b'), declaration('c'), pure, pure, fc.boolean())
  .map(([a, b, c, value, changed, isNested]) => {
    const body = `async (q) => { 'use cache'; return ${value} }`
    const made = isNested ? `(() => { const f = ${body}; return f })()` : body
    return `exports.make = function (p) { var q = 5; ${a}; ${b}; ${c}; const f = ${made}; return { f, change() { q = 7; p = ${changed} } } }`
  })

describe('generated programs with state', () => {
  it('answer as without the directive, or refuse by name', async () => {
    const step = fc.oneof(fc.tuple(fc.nat(1), fc.nat(2)), fc.constant('change' as const))
    const steps = fc.array(step, { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(program, steps, async (source, taken) => {
        const { plain, cached } = await both(source, async ({ make }) => {
          const made = [make(0), make(1)]
          const answers: unknown[] = []
          for (const each of taken) {
            if (each === 'change') for (const { change } of made) change()
            else answers.push(shown(await made[each[0]].f(each[1])))
          }
          return answers
        })
        if (!/^TypeError: .* cannot be part of a cache key|^TypeError: Only plain/.test(cached)) {
          expect(cached).toBe(plain)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const shown = (value: unknown): unknown =>
  JSON.stringify(value, (_, part) => (part === undefined ? 'undefined' : part))

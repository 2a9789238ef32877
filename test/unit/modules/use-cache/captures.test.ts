/** Checks 6 to 11 of the interop rules, UC-8 and UC-9: which variables are part of the key. */
import { evaluate, transform } from './evaluate'

/** The names that the first cached function of a source captures. */
function capturesIn(source: string): string[] {
  const list = /\(\) => \[([^\]]*)\]/.exec(transform(source))![1]!
  return list === '' ? [] : list.split(', ')
}

const CAPTURES: [string, string, string[]][] = [
  ['parameters', 'function o(a, b) { return async c => { "use cache"; return b + c } }', ['b']],
  [
    'destructured parameters and locals, sorted',
    'function o({ z, y: [x = 1] }, ...w) { const v = 1, { u } = z; return async () => { "use cache"; return [z, x, w, v, u] } }',
    ['u', 'v', 'w', 'x', 'z'],
  ],
  [
    'what an inner parameter of the same name only hides inside',
    'function o(a) { return async () => { "use cache"; return [1].map(a => a).concat(a) } }',
    ['a'],
  ],
  [
    'nothing where a local of a block has the name',
    'function o(a) { return async () => { "use cache"; { const a = 1; return a } } }',
    [],
  ],
  [
    'a loop’s let',
    'for (let i = 0; i < 1; i += 1) log(async () => { "use cache"; return i })',
    ['i'],
  ],
  [
    'bindings of catch and of destructuring for-of',
    'for (const { a } of []) try {} catch ({ b }) { log(async () => { "use cache"; return [a, b] }) }',
    ['a', 'b'],
  ],
  ['a for-in key', 'for (const k in {}) log(async () => { "use cache"; return k })', ['k']],
  [
    'a switch’s const',
    'switch (1) { case 1: const a = 1; log(async () => { "use cache"; return a }) }',
    ['a'],
  ],
  [
    'a static block’s var',
    'class K { static { var a = 1; log(async () => { "use cache"; return a }) } }',
    ['a'],
  ],
  [
    'a hoisted var of an inner block',
    'function o() { if (1) { var a = 1 } return async () => { "use cache"; return a } }',
    ['a'],
  ],
  [
    'nothing of its own hoisted var',
    'function o(a) { return async () => { "use cache"; if (1) { var a } return a } }',
    [],
  ],
  [
    'nothing of the module',
    'let a; const b = 1; import("x"); log(async () => { "use cache"; return [a, b, c] })',
    [],
  ],
  [
    'no module variable although hoisted out of a block',
    '{ var a = 1 } log(async () => { "use cache"; return a })',
    [],
  ],
  [
    'a const in a block of the module',
    '{ const a = 1; log(async () => { "use cache"; return a }) }',
    ['a'],
  ],
  [
    'names in default values',
    'function o(a) { return async (b = a) => { "use cache"; return b } }',
    ['a'],
  ],
  [
    'names in default values although the body has such a var',
    'function o(a) { return async (b = a) => { "use cache"; var a; return b } }',
    ['a'],
  ],
  [
    'what a function in the default values of another sees',
    'function o(a) { return function (f = async () => { "use cache"; return a }) { var a; return f } }',
    ['a'],
  ],
  [
    'the subject of a switch although a case has such a let',
    'function o(a) { return async () => { "use cache"; switch (a) { case 1: let a = 2 } } }',
    ['a'],
  ],
  [
    'names in computed keys',
    'function o(a, b) { return async ({ [a]: c }) => { "use cache"; return { [b]: c } } }',
    ['a', 'b'],
  ],
  [
    'no property names',
    'function o(a, b) { return async () => { "use cache"; b.a; return { a: 1, a() {} } } }',
    ['b'],
  ],
  ['no labels', 'function o(a) { return async () => { "use cache"; a: for (;;) break a } }', []],
  [
    'shorthand properties',
    'function o(a) { return async () => { "use cache"; return { a } } }',
    ['a'],
  ],
  [
    'options of an import',
    'function o(a) { return async () => { "use cache"; return import("x", a) } }',
    ['a'],
  ],
  ['targets of assignments', 'function o(a) { return async b => { "use cache"; [a] = b } }', ['a']],
  [
    'what typeof asks',
    'function o(a) { return async () => { "use cache"; return typeof a } }',
    ['a'],
  ],
  [
    'nothing by a named class expression',
    'function o() { const K = class C { static async f() { "use cache"; return C.name } } }',
    [],
  ],
  [
    'nothing in the wrapper of tsx (G14)',
    '__filename="/a";(()=>{\n"use strict";const a=1;let b;function o(){}const f=async()=>{"use cache";return [a,b,o]};exports.f=f;\n})()',
    [],
  ],
]

describe('the captures', () => {
  it.each(CAPTURES)('checks 6–11, 27: are %s', (_, source, names) => {
    expect(capturesIn(source)).toEqual(names)
  })

  it('check 11: count by value', async () => {
    const { exports, log } = evaluate(
      `exports.make = o => async () => { 'use cache'; log(o); return o.a }`,
    )
    for (const a of [1, 1, 2]) expect(await exports['make']({ a })()).toBe(a)
    expect(log).toHaveLength(2)
  })

  it('UC-9: are read at each call', async () => {
    const { exports } = evaluate(
      `let set; function make(a) { set = b => { a = b }; return async () => { 'use cache'; return a } }
       exports.f = make(1); exports.set = set`,
    )
    expect(await exports['f']()).toBe(1)
    exports['set'](2)
    expect(await exports['f']()).toBe(2)
  })

  it('in tsx’s own output are those of the function, not of the module', async () => {
    // tsx 4.23 (esbuild 0.28) on Node 24, required from CommonJS.
    const { exports, log } = evaluate(
      `__filename="/p/x.ts";(()=>{\nvar __defProp=Object.defineProperty;var __name=(target,value)=>__defProp(target,"name",{value,configurable:true});const x=1;let cell=new Map;function make(k){return async n=>{"use cache";log(k);return k+n+x}}__name(make,"make");module.exports={make,cell}\n})()\n`,
      { file: '/project/x.ts', root: '/project' },
    )
    expect(await exports['make']('a')(1)).toBe('a11')
    exports['cell'].set(1, () => 1)
    expect(await exports['make']('a')(1)).toBe('a11')
    expect(await exports['make']('b')(1)).toBe('b11')
    expect(log).toEqual(['a', 'b'])
  })
})

/** `[title, body of a factory with the parameter p, what f captures]`. */
const FOLLOWED: [string, string, string[]][] = [
  ['a function', 'function g() { return p } async function f() { "use cache"; return g() }', ['p']],
  ['an arrow', 'const g = () => p; async function f() { "use cache"; return g() }', ['p']],
  ['a class', 'class G { x = p } async function f() { "use cache"; return new G().x }', ['p']],
  [
    'a class that extends a capture',
    'class G extends p {} async function f() { "use cache"; return G }',
    ['p'],
  ],
  [
    'through two functions',
    'const h = () => p; function g() { return h() } async function f() { "use cache"; g() }',
    ['p'],
  ],
  [
    'through a cycle',
    'const h = () => g(); function g() { return p ? h() : 1 } async function f() { "use cache"; h() }',
    ['p'],
  ],
  [
    'through another cached function',
    'const f = async () => { "use cache"; return g() }; async function g() { return p }',
    ['p'],
  ],
  [
    'a let that nothing replaces',
    'let g = () => p; async function f() { "use cache"; return g() }',
    ['p'],
  ],
  [
    'not a let that something replaces',
    'let g = () => p; g = 1; async function f() { "use cache"; return g() }',
    ['g'],
  ],
  [
    'not a function that something replaces',
    'function g() {} g = p; async function f() { "use cache"; return g() }',
    ['g'],
  ],
  [
    'not a function declared twice',
    'function g() {} var g = p; async function f() { "use cache"; return g() }',
    ['g'],
  ],
  ['not a parameter', 'async function f() { "use cache"; return p() }', ['p']],
  ['not a result', 'const g = p.bind(); async function f() { "use cache"; return g() }', ['g']],
  [
    'not an arrow that takes this',
    'const g = () => this.x + p; async function f() { "use cache"; return g() }',
    ['g'],
  ],
  [
    'not an arrow that takes arguments',
    'const g = () => arguments; async function f() { "use cache"; return g() }',
    ['g'],
  ],
  [
    'a function with its own this',
    'function g() { return [this, arguments, p] } async function f() { "use cache"; return g() }',
    ['p'],
  ],
  [
    'not to a variable that is hidden there',
    'const g = () => p; { const p = 1; log(p, async () => { "use cache"; return g() }) }',
    ['g'],
  ],
  [
    'not to a variable that cannot be reached',
    'var g; { const q = p; var h = () => q } async function f() { "use cache"; return h() }',
    ['h'],
  ],
  [
    'not out of a block, where sloppy mode hoists it',
    'if (p) { function g() { return p } } async function f() { "use cache"; return g() }',
    ['g'],
  ],
  [
    'to what one names although the other is hidden',
    'const h = () => p, g = () => h(); { const p = 1; log(p, async () => { "use cache"; return g() + h() }) }',
    ['h'],
  ],
]

describe('UC-8: functions and classes among the captures', () => {
  it.each(FOLLOWED)('G28: are followed: %s', (_, body, names) => {
    expect(capturesIn(`function o(p) { ${body} }`)).toEqual(names)
  })

  it.each([
    ['a local function', 'const g = x => x + p; return async x => { "use cache"; return g(x) }'],
    [
      'a local class',
      'class G { static add(x) { return x + p } }; return async x => { "use cache"; return G.add(x) }',
    ],
  ])('two factories do not share %s', async (_, body) => {
    const { exports } = evaluate(`exports.make = p => { ${body} }`)
    expect(await exports['make'](1)(1)).toBe(2)
    expect(await exports['make'](2)(1)).toBe(3)
  })

  it('a function received as a parameter is refused by the runtime', () => {
    const { exports } = evaluate(`exports.make = p => async () => { 'use cache'; return p() }`)
    expect(() => exports['make'](() => 1)()).toThrow(TypeError)
  })
})

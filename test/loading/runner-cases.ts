/**
 * Modules whose behaviour must be the same in Node and in the module runner. Each case is a
 * folder; `main.mjs` exports `report`, and `log` is global.
 */
type Files = Readonly<Record<string, string>>

export const CASES: Readonly<Record<string, Files>> = {
  'live bindings': {
    'main.mjs': `
      import { count, up } from './counter.mjs'
      import * as all from './counter.mjs'
      const before = count
      up()
      export const report = [before, count, all.count, all.default]`,
    'counter.mjs': `
      export let count = 0
      export function up() { count += 1 }
      export default count`,
  },
  'a default export that is a variable is live': {
    'main.mjs': `
      import value, { set } from './value.mjs'
      set(2)
      export const report = value`,
    'value.mjs': `
      let value = 1
      export { value as default }
      export const set = next => { value = next }`,
  },
  'a default function is hoisted and can be replaced': {
    'main.mjs': `
      import run, { replace } from './run.mjs'
      const before = run()
      replace()
      export const report = [before, run(), run.name]`,
    'run.mjs': `
      export default function run() { return 1 }
      export const replace = () => { run = () => 2 }`,
  },
  'anonymous default exports are named "default"': {
    'main.mjs': `
      import a from './a.mjs'
      import b from './b.mjs'
      import c from './c.mjs'
      export const report = [a.name, b.name, c.name]`,
    'a.mjs': 'export default function () {}',
    'b.mjs': 'export default class {}',
    'c.mjs': 'export default () => {}',
  },
  'an anonymous default function is hoisted too': {
    'main.mjs': `
      import { seen } from './b.mjs'
      export default function (a = 1) { return a }
      export const report = seen`,
    'b.mjs': `
      import call from './main.mjs'
      export const seen = [call(), call.name]`,
  },
  'functions of a cycle can be called before their module is evaluated': {
    'main.mjs': `
      import { seen } from './b.mjs'
      import { late } from './c.mjs'
      export function early() { return 'early ' + late() }
      export const report = seen`,
    'b.mjs': `
      import { early } from './main.mjs'
      export const seen = early()`,
    'c.mjs': 'export function late() { return "late" }',
  },
  'a function of a cycle uses the bindings of the module that calls it': {
    'main.mjs': `
      import 'node:fs'
      import * as b from './b.mjs'
      import { own } from './b.mjs'
      export function both() { return [own, b.own] }
      export const report = b.seen`,
    'b.mjs': `
      import { both } from './main.mjs'
      export const own = 1
      export const seen = both()`,
  },
  'a variable of a cycle is not initialised yet': {
    'main.mjs': `
      import './b.mjs'
      export const value = 1
      export const report = value`,
    'b.mjs': `
      import { value } from './main.mjs'
      log.push('b')
      export const seen = value`,
  },
  'a namespace in a cycle has its names, not their values': {
    'main.mjs': `
      import { names, read } from './b.mjs'
      export const value = 1
      export const report = [names, read()]`,
    'b.mjs': `
      import * as main from './main.mjs'
      export const names = Reflect.ownKeys(main).map(String)
      export const read = () => main.value`,
  },
  'a module that imports itself': {
    'main.mjs': `
      import * as self from './main.mjs'
      import { value as same } from './main.mjs'
      export const value = 1
      export const report = [self.value, same, typeof self, 'report' in self]`,
  },
  'three modules in a cycle are evaluated in order': {
    'main.mjs': `
      import './a.mjs'
      log.push('main')
      export const report = 1`,
    'a.mjs': "import './b.mjs'; log.push('a')",
    'b.mjs': "import './c.mjs'; import './d.mjs'; log.push('b')",
    'c.mjs': "import './a.mjs'; log.push('c')",
    'd.mjs': "log.push('d')",
  },
  'imports are evaluated in their order, whoever evaluates them': {
    'main.mjs': `
      import './a.mjs'
      import './native-b.mjs'
      import './c.cjs'
      import './d.mjs'
      export const report = 1`,
    'a.mjs': "log.push('a')",
    'native-b.mjs': "log.push('b')",
    'c.cjs': "log.push('c')",
    'd.mjs': "log.push('d'); const later = async () => { await 1 }; later()",
  },
  'imports in the middle of a file are hoisted': {
    'main.mjs': `
      log.push('main')
      import { a } from './a.mjs'
      export const report = a
      export { b } from './b.mjs'`,
    'a.mjs': "log.push('a'); export const a = 1",
    'b.mjs': "log.push('b'); export const b = 2",
  },
  'export *': {
    'main.mjs': `
      import * as all from './all.mjs'
      import { one, two } from './all.mjs'
      export const report = [one, two, Object.keys(all), 'default' in all]`,
    'all.mjs': `
      export * from './one.mjs'
      export * from './native-two.mjs'
      export const own = 0`,
    'one.mjs': 'export const one = 1; export default 1',
    'native-two.mjs': 'export const two = 2; export default 2',
  },
  'export * leaves ambiguous names out': {
    'main.mjs': `
      import * as all from './all.mjs'
      export const report = [Object.keys(all), all.same, all.own]`,
    'all.mjs': `
      export * from './a.mjs'
      export * from './b.mjs'
      export * from './native-c.mjs'
      export const own = 'all'`,
    'a.mjs': 'export const x = 1, a = 1, own = 1, n = 1; export { same } from "./same.mjs"',
    'b.mjs': 'export const x = 1, b = 2, own = 2; export { same } from "./same.mjs"',
    'native-c.mjs': 'export const c = 3, n = 2',
    'same.mjs': 'export const same = "same"',
  },
  'importing an ambiguous name': {
    'main.mjs': "import { x } from './all.mjs'; export const report = x",
    'all.mjs': "log.push('all'); export * from './a.mjs'; export * from './b.mjs'",
    'a.mjs': 'export const x = 1',
    'b.mjs': 'export const x = 2',
  },
  'export * in a cycle': {
    'main.mjs': `
      import { a, b } from './a.mjs'
      import * as all from './a.mjs'
      export const report = [a, b, Object.keys(all)]`,
    'a.mjs': "export * from './b.mjs'; export const a = 1",
    'b.mjs': "export * from './a.mjs'; export const b = 2",
  },
  'export * as, export { as }, names that are strings': {
    'main.mjs': `
      import { inner, renamed, default as fallback, 'a b' as spaced } from './all.mjs'
      export const report = [inner.value, renamed, fallback, spaced]`,
    'all.mjs': `
      export * as inner from './inner.mjs'
      export { value as renamed, value as default, value as 'a b' } from './inner.mjs'`,
    'inner.mjs': 'export const value = 1',
  },
  'a chain of re-exports, also of imported names': {
    'main.mjs': `
      import { deep, up } from './a.mjs'
      const before = deep
      up()
      export const report = [before, deep]`,
    'a.mjs': "import { deep, up } from './b.mjs'; export { deep, up }",
    'b.mjs': "export { deep, up } from './c.mjs'",
    'c.mjs': 'export let deep = 1; export const up = () => { deep += 1 }',
  },
  'a name that is not exported': {
    'main.mjs':
      "import { missing } from './other.mjs'; log.push('main'); export const report = missing",
    'other.mjs': "export const there = 1; log.push('other')",
  },
  'a default export that is not there': {
    'main.mjs': "import value from './other.mjs'; export const report = value",
    'other.mjs': 'export const there = 1',
  },
  'a re-exported name that is not exported': {
    'main.mjs': "import { x } from './between.mjs'; export const report = x",
    'between.mjs': "export { x } from './other.mjs'",
    'other.mjs': 'export const there = 1',
  },
  'a name that is not exported by a module of Node': {
    'main.mjs': "import { missing } from 'node:fs'; export const report = missing",
  },
  'a name that is not exported, behind export *': {
    'main.mjs': "import { missing } from './all.mjs'; export const report = missing",
    'all.mjs': "export * from './native-one.mjs'",
    'native-one.mjs': 'export const one = 1',
  },
  'a name that is not exported, in a cycle': {
    'main.mjs': "import { b } from './b.mjs'; export const a = 1; export const report = b",
    'b.mjs': "import { missing } from './main.mjs'; log.push('b'); export const b = missing",
  },
  'top-level await': {
    'main.mjs': `
      import { value } from './slow.mjs'
      for await (const each of [Promise.resolve(1)]) log.push(each)
      export const report = value`,
    'slow.mjs': 'export const value = await new Promise(resolve => setTimeout(resolve, 5, 1))',
  },
  'modules with top-level await run side by side': {
    'main.mjs': `
      import { value } from './waits.mjs'
      import './wakes.mjs'
      export const report = value`,
    'waits.mjs': 'export const value = await new Promise(resolve => { globalThis.wake = resolve })',
    'wakes.mjs': "await null; globalThis.wake('awake')",
  },
  'a module that throws': {
    'main.mjs': "import './first.mjs'; import './throws.mjs'; import './never.mjs'",
    'first.mjs': "log.push('first')",
    'throws.mjs': "log.push('throws'); throw new RangeError('thrown')",
    'never.mjs': "log.push('never')",
  },
  'a module that throws throws the same error again': {
    'main.mjs': `
      const error = () => import('./throws.mjs').catch(error => error)
      const [first, second] = [await error(), await error()]
      export const report = [first === second, first.message]`,
    'throws.mjs': "log.push('throws'); throw new Error('thrown')",
  },
  'a CommonJS module that throws': {
    'main.mjs': "import './throws.cjs'",
    'throws.cjs': "throw new TypeError('thrown')",
  },
  'dynamic import': {
    'main.mjs': `
      const name = 'other'
      const first = await import(\`./\${name}.mjs\`)
      const second = await import({ toString: () => './other.mjs' })
      const fs = await import('node:fs')
      const bad = await import({ toString() { throw new Error('no string') } }).catch(e => e.message)
      export const report = [first.default, first === second, typeof fs.readFileSync, bad]`,
    'other.mjs': 'export default 1',
  },
  'dynamic import of the importer, in a cycle': {
    'main.mjs': `
      import { load } from './lazy.mjs'
      export const value = 1
      export const report = load().then(main => main.value)`,
    'lazy.mjs': "export const load = () => import('./main.mjs')",
  },
  'dynamic import of nothing': {
    'main.mjs': `
      const code = await import('node:nothing').catch(error => error.code)
      export const report = code`,
  },
  JSON: {
    'main.mjs': `
      import data from './data.json' with { type: 'json' }
      import native from './native-data.json' with { type: 'json' }
      const { default: again } = await import('./native-data.json', { with: { type: 'json' } })
      export const report = [data, native, native === again]`,
    'data.json': '{ "a": [1] }',
    'native-data.json': '{ "b": 2 }',
  },
  'named imports from CommonJS': {
    'main.mjs': `
      import all, { a } from './a.cjs'
      import * as namespace from './a.cjs'
      const again = await import('./a.cjs')
      export const report = [all, a, Object.keys(namespace), again === namespace]`,
    'a.cjs': 'exports.a = 1; exports.b = { c: 2 }',
  },
  'CommonJS that was an ES module': {
    'main.mjs': `
      import all, { b, __esModule } from './a.cjs'
      import * as namespace from './a.cjs'
      export const report = [all, b, __esModule, Object.keys(namespace)]`,
    'a.cjs': `
      Object.defineProperty(exports, '__esModule', { value: true })
      exports.default = 1
      exports.b = 2`,
  },
  'CommonJS that exports a function, or nothing': {
    'main.mjs': `
      import call from './call.cjs'
      import * as empty from './empty.cjs'
      import text from './text.cjs'
      export const report = [call(), Object.keys(empty), text]`,
    'call.cjs': 'module.exports = () => 1',
    'empty.cjs': '',
    'text.cjs': "module.exports = 'text'",
  },
  'the shape of a namespace': {
    'main.mjs': `
      import * as all from './all.mjs'
      const attempt = act => { try { return act() } catch (error) { return error.name } }
      export const report = {
        keys: Reflect.ownKeys(all).map(String),
        prototype: Object.getPrototypeOf(all),
        tag: Object.prototype.toString.call(all),
        write: attempt(() => { all.a = 2 }),
        add: attempt(() => { all.c = 2 }),
        remove: attempt(() => { delete all.a }),
        define: attempt(() => Object.defineProperty(all, 'a', { value: 9 })),
        extensible: Object.isExtensible(all),
        enumerable: Object.entries(all),
        spread: { ...all },
        text: attempt(() => String(all)),
      }`,
    'all.mjs': 'export const z = 1, a = 2; export default 3; export const B = 4',
  },
  'one namespace per module': {
    'main.mjs': `
      import * as one from './other.mjs'
      import * as two from './other.mjs'
      import { other } from './between.mjs'
      export const report = [one === two, one === other, one === await import('./other.mjs')]`,
    'between.mjs': "export * as other from './other.mjs'",
    'other.mjs': 'export const a = 1',
  },
  'import.meta': {
    'main.mjs': `
      const { dirname, filename, url, resolve } = import.meta
      export const report = [
        dirname, filename, url, resolve('./other.mjs'), resolve('node:fs'),
        Object.getPrototypeOf(import.meta), import.meta === import.meta, typeof import.meta.main,
      ].slice(0, process.versions.node > '24' ? 8 : 7)`,
    'other.mjs': '',
  },
  'strict mode, and no "this"': {
    'main.mjs': `
      const attempt = act => { try { return act() } catch (error) { return error.name } }
      export const report = [
        typeof this,
        attempt(() => { undeclared = 1 }),
        (function () { return typeof this })(),
        typeof require, typeof module, typeof __filename,
      ]`,
  },
  'imported functions are called without "this"': {
    'main.mjs': `
      import { self } from './self.mjs'
      import * as all from './self.mjs'
      export const report = [typeof self(), typeof all.self(), typeof self?.()]`,
    'self.mjs': 'export function self() { return this }',
  },
  'names that are shadowed': {
    'main.mjs': `
      import { a } from './a.mjs'
      const take = a => a
      const { a: b = a } = {}
      const object = { a, inner: { a: 2 } }
      export const report = [take(3), b, object, (() => { let a = 4; return a })()]`,
    'a.mjs': 'export const a = 1',
  },
  'destructured, assigned and updated exports': {
    'main.mjs': `
      import { x, y, z, change } from './values.mjs'
      change()
      export const report = [x, y, z]`,
    'values.mjs': `
      export let { x, y: [y], ...z } = { x: 1, y: [2], q: 3 }
      export function change() { x++; [y] = [5]; ({ z } = { z: 6 }) }`,
  },
  'classes with static blocks, private names and decorators of their own': {
    'main.mjs': `
      import { Base } from './base.mjs'
      export class Own extends Base { static made = []; #secret = 1; static { this.made.push(Base.kind) }
        read() { return this.#secret } }
      export const report = [Own.made, new Own().read(), Own.name]`,
    'base.mjs': "export class Base { static kind = 'base' }",
  },
  'a hash-bang, and no last line break': {
    'main.mjs': '#!/usr/bin/env node\nexport const report = 1 // end',
  },
  'source that looks like what the transform writes': {
    'main.mjs': `
      import { a } from './a.mjs'
      export const report = [a, 'await __vite_ssr_import__("rh:gate");', \`
const __vite_ssr_import_0__ = await __vite_ssr_import__("x")
//# sourceMappingURL=nothing.js.map
\`]`,
    'a.mjs': 'export const a = 1',
  },
  'assignment to an import': {
    'main.mjs': `
      import { a } from './a.mjs'
      let name
      try { a = 2 } catch (error) { name = error.name }
      export const report = [a, typeof name]`,
    'a.mjs': 'export const a = 1',
  },
}

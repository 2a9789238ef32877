/** Transforms a source, runs it against a runtime that remembers by JSON, and counts. */
import { runInThisContext } from 'node:vm'
import { transformSync } from '@swc/core'
import type { Parser } from '../../../../src/modules/parser'
import { applyPasses, type Place } from '../../../../src/modules/source-passes'
import type { FunctionMeta, UseCacheRuntime } from '../../../../src/modules/use-cache/runtime-shape'
import { state } from '../../../../src/state'

/** Jest's own `require` cannot load an ES module; the one of Node, outside of the sandbox, can. */
const { getBuiltinModule }: NodeJS.Process = runInThisContext('process')
const nodeRequire = getBuiltinModule('module').createRequire(__filename)
const { parseSync, visitorKeys } = nodeRequire('oxc-parser')
const { analyze } = nodeRequire('eslint-scope')
export const parser: Parser = { parseSync, visitorKeys, analyze }

export const PLACE: Place = { file: '/project/lib/a.js', root: '/project' }

/** Asserts what holds for every source: no line more or less, and nothing for a second pass. */
export function transform(source: string, place: Place = PLACE): string {
  const once = applyPasses(parser, source, place)
  expect(once.split('\n')).toHaveLength(source.split('\n').length)
  expect(applyPasses(parser, once, place)).toBe(once)
  return once
}

export interface Evaluated {
  readonly exports: Record<string, any>
  readonly metas: FunctionMeta[]
  /** What `log(…)` in the source was given. */
  readonly log: unknown[]
  readonly code: string
}

/** An ES module is made CommonJS after the transform; `log` is given to both. */
export function evaluate(source: string, place?: Place): Evaluated {
  const code = transform(source, place)
  const isModule = /(?:^|[\s;])export [a-z{*]/.test(code)
  const options = { jsc: { target: 'es2022' }, module: { type: 'commonjs' } } as const
  const runnable = isModule ? transformSync(code, options).code : code
  const log: unknown[] = []
  const metas: FunctionMeta[] = []
  Object.assign(state, { useCache: memoryRuntime(metas) })
  const module = { exports: {} as Record<string, any> }
  const names = ['exports', 'require', 'module', 'log', '__filename']
  const run = new Function(...names, runnable)
  run(
    module.exports,
    () => ({}),
    module,
    (item: unknown) => log.push(item),
    place?.file,
  )
  return { exports: module.exports, metas, log, code }
}

function memoryRuntime(metas: FunctionMeta[]): UseCacheRuntime {
  const results = new Map<string, Promise<unknown>>()
  const runtime: UseCacheRuntime = {
    call(meta, captures, args, fn) {
      metas.push(meta)
      const given = meta.parameters === 'rest' ? args : args.slice(0, meta.parameters)
      const key = JSON.stringify([meta.id, captures(), given], refuseFunctions)
      const known = results.get(key) ?? fn(...(given as never[]))
      results.set(key, known)
      return known
    },
    wrap(meta, captures, fn) {
      const wrapped = (...args: unknown[]) => runtime.call(meta, captures, args, fn)
      Object.defineProperty(wrapped, 'name', { value: meta.name, configurable: true })
      return Object.defineProperty(wrapped, 'length', { value: fn.length })
    },
  }
  return runtime
}

function refuseFunctions(_: string, value: unknown): unknown {
  if (typeof value === 'function') throw new TypeError(`a function, ${value.name}, has no key`)
  return value
}

/** The message of the refusal, without the place. */
export function refusalOf(source: string, place?: Place): string {
  try {
    transform(source, place)
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    expect(code).toBe('RH_USE_CACHE')
    return message.split('\n\n')[0]!
  }
  throw new Error('was accepted')
}

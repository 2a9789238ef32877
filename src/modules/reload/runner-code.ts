/**
 * An ES module as a function: unlike an entry of Node's module map, it can be collected. The
 * transform is the one of Vite's module runner; what its `__vite_ssr_*` names mean is decided in
 * runner-module.ts. Evaluated by indirect `eval`, which Node maps back to the source, under a name
 * that no native module has, because that one's map would be taken (interop section "source
 * maps").
 */

import { pathToFileURL } from 'node:url'
import { compileFunction } from 'node:vm'
import { syntaxErrorOf } from '../compile.js'
import type { Compiler } from '../compiler.js'
import { mapComment, withoutMap } from './source-maps.js'

export interface TransformedNames {
  /** Collects a getter per exported name. */
  readonly exports: object
  readonly meta: object
  /** Called per import statement, in order. `bind` replaces the value that was returned. */
  readonly onImport: (
    bind: (value: unknown) => void,
    specifier: string,
    details?: { readonly importedNames?: readonly string[] },
  ) => unknown
  /** What follows the import statements waits for it. */
  readonly gate: () => Promise<void>
  readonly onExportAll: (imported: unknown) => void
  readonly dynamicImport: (specifier: unknown, options?: ImportCallOptions) => Promise<object>
}

export interface ModuleCode {
  /**
   * Runs everything up to the gate at once: functions are hoisted, exports are defined, imports
   * are asked for. The promise is that of the whole module.
   */
  readonly start: (names: TransformedNames) => Promise<void>
  readonly hasTopLevelAwait: boolean
  /** Specifiers that are imported `with { type: 'json' }`, which the transform leaves out. */
  readonly jsonImports: ReadonlySet<string>
  /** Whether `import.meta.resolve` may be called. */
  readonly usesResolve: boolean
}

/** The last import of every module: transformed imports are hoisted in their order. */
const GATE = 'rh:gate'
const GATE_CALL = `await __vite_ssr_import__("${GATE}");`
const IMPORT = /const (__vite_ssr_import_\d+__) = await __vite_ssr_import__\((?!"rh:gate")/g

/** What the transform calls a default export without a name; ECMA-262 calls it `default`. */
export const DEFAULT = '__vite_ssr_export_default__'
const ANONYMOUS_DEFAULT = /^const __vite_ssr_export_default__ = ((?:async )?function\*?)\(/m

const JSON_IMPORT = /\bfrom\s*["']([^"'\n]+)["']\s*with\s*\{\s*["']?type["']?\s*:\s*["']json["']/g

const PARAMETERS = [
  '__vite_ssr_exports__',
  '__vite_ssr_import_meta__',
  '__vite_ssr_import__',
  '__vite_ssr_exportAll__',
  '__vite_ssr_dynamic_import__',
  '__rh_gate__',
]

/**
 * @param source - JavaScript, with its inline map if it was compiled.
 * @throws SyntaxError with `file`, `line`, `column` and `frame`.
 */
export function moduleCode(compiler: Compiler, file: string, source: string): ModuleCode {
  const { code, map } = withoutMap(source)
  const input = `${code}\nimport '${GATE}'\n`
  const result = compiler.moduleRunnerTransformSync(`${file}.js`, input, { sourcemap: true })
  const fault = syntaxErrorOf(file, code, result.errors)
  if (fault) throw fault
  const { head, body } = divided(result.code)
  const text = [
    // On one line with the first of the module, so that the map fits.
    `(async function(${PARAMETERS.join(', ')}) { "use strict"; ${head}${body}`,
    '})',
    `//# sourceURL=${pathToFileURL(file).href}?rh-hot`,
    result.map ? mapComment(file, result.map, map) : '',
  ].join('\n')
  return {
    start: starter(text),
    hasTopLevelAwait: hasTopLevelAwait(body),
    jsonImports: new Set([...code.matchAll(JSON_IMPORT)].map(([, specifier]) => specifier!)),
    usesResolve: /__vite_ssr_import_meta__/.test(body) && /\bresolve\b/.test(body),
  }
}

/**
 * Imports are bound without waiting, before anything of the module runs: in a cycle, a function of
 * this module may be called, and use its imports, before the module itself is evaluated.
 */
function divided(code: string): { readonly head: string; readonly body: string } {
  const at = code.indexOf(GATE_CALL)
  const head = code
    .slice(0, at)
    .replace(/^#!/, '//')
    .replace(IMPORT, 'let $1 = __vite_ssr_import__(value => { $1 = value }, ')
  const body = code.slice(at + GATE_CALL.length).replace(ANONYMOUS_DEFAULT, hoisted)
  return { head: `${head}await __rh_gate__();`, body }
}

/** `export default function () {}` is a declaration; as wide as it was, so that the map fits. */
function hoisted(statement: string, declared: string): string {
  return `${declared} ${DEFAULT}`.padEnd(statement.length - 1).concat('(')
}

function starter(text: string): ModuleCode['start'] {
  // biome-ignore lint/security/noGlobalEval: it is the project's own code, and only eval is mapped
  const start: (...values: unknown[]) => Promise<void> = globalThis.eval(text)
  return names =>
    start.call(
      undefined,
      names.exports,
      names.meta,
      names.onImport,
      names.onExportAll,
      names.dynamicImport,
      names.gate,
    )
}

/** Asks V8: in a static block, as in a plain function, `await` may only stand in async functions. */
function hasTopLevelAwait(body: string): boolean {
  if (!/\bawait\b/.test(body)) return false
  try {
    compileFunction(`class Probe { static { ${body}\n} }`)
    return false
  } catch {
    return true
  }
}

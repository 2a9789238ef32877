/**
 * TypeScript and JSX to JavaScript, one file at a time (interop rules TS-1 to TS-5). The whole
 * language is compiled, also where Node could strip the types: stripping knows no enums,
 * decorators, parameter properties or JSX, and a project must not change its meaning with the
 * file that uses one of them.
 */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { compileFunction } from 'node:vm'
import type { TransformOptions, TransformResult } from 'oxc-transform' with {
  'resolution-mode': 'import',
}
import type { Compiler } from './compiler.js'
import { frameOf, positionOf, type SourcePosition } from './error-frame.js'
import { packageType } from './package-type.js'
import { configOf, type ProjectConfig } from './tsconfig.js'

export interface Compiled {
  readonly format: 'module' | 'commonjs'
  readonly source: string
}

export interface SyntaxFault extends SourcePosition {
  readonly file: string
  readonly frame: string
  /** The compiler's sentence alone. */
  readonly summary: string
}

/** The lowest Node that this library supports. */
const TARGET = 'node20.19'

/** @throws SyntaxError with `file`, `line`, `column` and `frame`. */
export function compile(
  compiler: Compiler,
  file: string,
  source: string = readFileSync(file, 'utf8'),
  forced?: 'module',
): Compiled {
  const format = forced ?? declaredFormat(file)
  const result = compiler.transformSync(file, source, optionsFor(file, format))
  const fault = syntaxErrorOf(file, source, result.errors)
  if (fault) throw fault
  return {
    format: format ?? (hasModuleSyntax(result.code) ? 'module' : 'commonjs'),
    source: result.code + inlineMap(file, source, result.map),
  }
}

/** What the extension or the package says; `undefined` where the syntax decides. */
function declaredFormat(file: string): 'module' | undefined {
  const extension = extname(file)
  if (extension === '.mts' || extension === '.mjs') return 'module'
  return extension !== '.cts' && packageType(file) === 'module' ? 'module' : undefined
}

/**
 * Asks V8, as Node's own syntax detection does: source that is no CommonJS function body but was
 * accepted by the compiler has `import`, `export`, `import.meta` or top-level `await`. An explicit
 * `"type": "commonjs"` is not asked: Next accepts ES modules there.
 */
export function hasModuleSyntax(source: string): boolean {
  try {
    compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname'])
    return false
  } catch {
    return true
  }
}

function optionsFor(file: string, format: 'module' | undefined): TransformOptions {
  const options = configOf(file)?.options ?? {}
  const define = definesFields(options)
  return {
    sourceType: format ?? 'unambiguous',
    target: TARGET,
    sourcemap: true,
    jsx: jsxOptions(options),
    decorator: {
      legacy: options.experimentalDecorators ?? true,
      emitDecoratorMetadata: options.emitDecoratorMetadata ?? false,
    },
    typescript: {
      onlyRemoveTypeImports: options.verbatimModuleSyntax ?? false,
      removeClassFieldsWithoutInitializer: !define,
    },
    assumptions: { setPublicClassFields: !define },
  }
}

type TsOptions = ProjectConfig['options']

function jsxOptions(options: TsOptions): NonNullable<TransformOptions['jsx']> {
  if (options.jsx !== 'react') return { runtime: 'automatic', ...jsxSource(options) }
  return {
    runtime: 'classic',
    pragma: options.jsxFactory ?? 'React.createElement',
    pragmaFrag: options.jsxFragmentFactory ?? 'React.Fragment',
  }
}

function jsxSource({ jsxImportSource }: TsOptions): { importSource?: string } {
  return jsxImportSource === undefined ? {} : { importSource: jsxImportSource }
}

/** TypeScript's default for `useDefineForClassFields` follows the target. */
function definesFields({ useDefineForClassFields, target }: TsOptions): boolean {
  return useDefineForClassFields ?? !/^es(?:3|5|6|201\d|202[01])$/i.test(target ?? 'esnext')
}

function inlineMap(file: string, source: string, map: TransformResult['map']): string {
  if (!map) return ''
  const json = JSON.stringify({ ...map, sources: [file], sourcesContent: [source] })
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(json).toString('base64')}\n`
}

/** The first error among a compiler's findings, with `file`, `line`, `column` and `frame`. */
export function syntaxErrorOf(
  file: string,
  source: string,
  findings: TransformResult['errors'],
): (SyntaxError & SyntaxFault) | undefined {
  const fault = findings.find(({ severity }) => String(severity) === 'Error')
  if (!fault) return undefined
  const position = positionOf(source, fault.labels[0]?.start ?? 0)
  const { line, column } = position
  const frame = frameOf(source, position)
  const error = new SyntaxError(`${fault.message}\n\n  ${file}:${line}:${column}\n\n${frame}`)
  return Object.assign(error, { file, line, column, frame, summary: fault.message })
}

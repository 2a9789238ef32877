/**
 * What becomes of a project file's source (interop section "load"): the host loads it, and where
 * the host cannot run it, or would only strip its types, it is compiled here. JavaScript, and what
 * the host's own transpiler produced, passes as it is.
 */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { isMarked } from './esm-marker.js'
import { needsCompiler } from './extensions.js'
import { isMislabelled } from './mislabelled.js'
import { type HookContext, type Kind, kindOf, type LoadResult } from './node-module.js'
import { pick } from './pick.js'
import { isProjectFile, pathOf } from './project-file.js'
import type { Steps } from './steps.js'

export interface LoadRequest {
  readonly file: string
  readonly kind: Kind
  /** The URL carries `?rh=esm`. */
  readonly marked: boolean
  /** The import has a `type` attribute. */
  readonly typed: boolean
  /** The host's CommonJS transpiler is responsible for the file. */
  readonly hosts: boolean
  /** The host has a CommonJS transpiler at all, which may then read `export` in any file. */
  readonly transpiling: boolean
  /** No resolver named a format, as none does in a package without `type`. */
  readonly undecided: boolean
}

export type LoadPlan =
  | { readonly by: 'us'; readonly result: LoadResult }
  | { readonly by: 'host'; readonly result: LoadResult }
  | {
      readonly by: 'compiler'
      readonly file: string
      readonly source: string | undefined
      readonly format: 'module' | undefined
    }
  | { readonly by: 'facade'; readonly file: string }

/**
 * The request if the hooks have a say in it; `undefined` for packages and for this library.
 *
 * @param transpiles - whether the host registered a CommonJS transpiler for a file's extension.
 */
export function loadRequest(
  url: string,
  context: HookContext,
  transpiles: (file: string) => boolean,
): LoadRequest | undefined {
  const file = pathOf(url)
  if (file === undefined || !isProjectFile(file)) return undefined
  return {
    file,
    kind: kindOf(context),
    marked: isMarked(url),
    typed: context.importAttributes?.['type'] !== undefined,
    hosts: transpiles(file) && pick(file, transpiles) === 'require',
    transpiling: transpiles('any.ts') || transpiles('any.jsx'),
    undecided: !context.format,
  }
}

/** Yields what to add to the context when the host is to load the file. */
export function* loadRules(
  request: LoadRequest,
): Steps<Pick<HookContext, 'format'>, LoadResult, LoadPlan> {
  const { file, kind, marked, typed, hosts } = request
  if (marked) return forcedToModule(file)
  if (kind === 'import' && !typed && extname(file) === '.json') return jsonModule(file)
  if (!needsCompiler(file) || (kind === 'require' && hosts)) {
    return { by: 'host', result: asModule(request, yield {}) }
  }
  let result: LoadResult = {}
  try {
    result = yield formatHint(request)
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
  if (isRunnable(result) && !isUntouched(file, result)) return { by: 'host', result }
  if (hosts) return { by: 'facade', file }
  return { by: 'compiler', file, source: textOf(result), format: undefined }
}

/**
 * In a package without `type` Node looks for ES module syntax and then warns that `"type":
 * "module"` should be added, which would break a CommonJS server. The syntax is our business, so
 * Node is told a format; what it reads is compiled here in any case.
 */
function formatHint({ kind, undecided, hosts }: LoadRequest): Pick<HookContext, 'format'> {
  const strips = 'typescript' in process.features && process.features.typescript
  return kind === 'import' && undecided && !hosts && strips ? { format: 'commonjs-typescript' } : {}
}

/** A library file is loaded as a route file with the same text is: as what it is written in. */
function asModule({ file, kind, transpiling }: LoadRequest, result: LoadResult): LoadResult {
  if (kind === 'require' || transpiling || result.format !== 'commonjs') return result
  const source = textOf(result) ?? readFileSync(file, 'utf8')
  return isMislabelled(file, source) ? { ...result, format: 'module', source } : result
}

/**
 * Whether the host made JavaScript of it. tsx on Node 20 returns `commonjs` without a source,
 * whose export names Node would then look for in the TypeScript text.
 */
function isRunnable({ format, source }: LoadResult): boolean {
  if (!format || format.endsWith('-typescript')) return false
  return format !== 'commonjs' || Boolean(source)
}

/**
 * Whether the "module" is the TypeScript text itself: import-in-the-middle says so of a file that
 * it cannot parse, as JSX or an enum in a CommonJS package.
 */
function isUntouched(file: string, result: LoadResult): boolean {
  return result.format === 'module' && textOf(result) === readFileSync(file, 'utf8')
}

function textOf({ source }: LoadResult): string | undefined {
  if (typeof source === 'string') return source
  return source ? new TextDecoder().decode(source) : undefined
}

function forcedToModule(file: string): LoadPlan {
  if (needsCompiler(file)) return { by: 'compiler', file, source: undefined, format: 'module' }
  return { by: 'us', result: { format: 'module', source: readFileSync(file, 'utf8') } }
}

/** Next allows `import data from './data.json'` without an attribute. */
function jsonModule(file: string): LoadPlan {
  return { by: 'us', result: { format: 'module', source: jsonSource(file) } }
}

/** @throws SyntaxError naming the file. */
export function jsonSource(file: string): string {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  try {
    JSON.parse(text)
  } catch (error) {
    throw new SyntaxError(`${file}: ${(error as Error).message}`, { cause: error })
  }
  return `export default JSON.parse(${JSON.stringify(text)})\n`
}

const REFUSALS = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
])

function isRefusal(error: unknown): boolean {
  return REFUSALS.has((Object(error) as { code?: string }).code ?? '')
}

/**
 * What becomes of a project file's source (interop section "load"): the host loads it, and where
 * the host cannot run it, or would only strip its types, it is compiled here. JavaScript, and what
 * the host's own transpiler produced, passes as it is.
 */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { isMarked } from './esm-marker.js'
import { hostTranspiles, needsCompiler } from './extensions.js'
import { type HookContext, type Kind, kindOf, type LoadResult } from './node-module.js'
import { isProjectFile, pathOf } from './project-file.js'
import type { Steps } from './steps.js'

export interface LoadRequest {
  readonly file: string
  readonly kind: Kind
  /** The URL carries `?rh=esm`. */
  readonly marked: boolean
  /** The import has a `type` attribute. */
  readonly typed: boolean
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

/** The request if the hooks have a say in it; `undefined` for packages and for this library. */
export function loadRequest(url: string, context: HookContext): LoadRequest | undefined {
  const file = pathOf(url)
  if (file === undefined || !isProjectFile(file)) return undefined
  const typed = context.importAttributes?.['type'] !== undefined
  return { file, kind: kindOf(context), marked: isMarked(url), typed }
}

/** Yields when the host is to load the file. */
export function* loadRules(request: LoadRequest): Steps<'host', LoadResult, LoadPlan> {
  const { file, kind, marked, typed } = request
  if (marked) return forcedToModule(file)
  if (kind === 'import' && !typed && extname(file) === '.json') return jsonModule(file)
  if (!needsCompiler(file)) return { by: 'host', result: yield 'host' }
  if (kind === 'require' && hostTranspiles(file)) return { by: 'host', result: yield 'host' }
  let result: LoadResult
  try {
    result = yield 'host'
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { by: 'compiler', file, source: undefined, format: undefined }
  }
  if (result.format && !result.format.endsWith('-typescript')) return { by: 'host', result }
  const { source } = result
  return {
    by: 'compiler',
    file,
    source: typeof source === 'string' ? source : decoded(source),
    format: undefined,
  }
}

function forcedToModule(file: string): LoadPlan {
  if (needsCompiler(file)) return { by: 'compiler', file, source: undefined, format: 'module' }
  return { by: 'us', result: { format: 'module', source: readFileSync(file, 'utf8') } }
}

/** Next allows `import data from './data.json'` without an attribute. */
function jsonModule(file: string): LoadPlan {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  try {
    JSON.parse(text)
  } catch (error) {
    throw new SyntaxError(`${file}: ${(error as Error).message}`, { cause: error })
  }
  const source = `export default JSON.parse(${JSON.stringify(text)})\n`
  return { by: 'us', result: { format: 'module', source } }
}

function decoded(source: LoadResult['source']): string | undefined {
  return source ? new TextDecoder().decode(source as Uint8Array) : undefined
}

const REFUSALS = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
])

function isRefusal(error: unknown): boolean {
  return REFUSALS.has((Object(error) as { code?: string }).code ?? '')
}

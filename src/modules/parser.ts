/**
 * Loads the parser when the first file with the words `use cache` is met, or the first to be
 * checked, never before: an application without does without the native binding
 * (docs/decisions/012-use-cache-scopes.md).
 */
import { createRequire } from 'node:module'
import type { RouteHandlersError } from '../errors.js'
import { bindingUnavailable } from './binding-unavailable.js'
import type { ScopeAnalyser } from './use-cache/scope-types.js'

type OxcParser = typeof import('oxc-parser', { with: { 'resolution-mode': 'import' }})

/** A parser for JavaScript, and the analysis of its variables. */
export interface Parser extends Pick<OxcParser, 'parseSync' | 'visitorKeys'> {
  readonly analyze: ScopeAnalyser['analyze']
}

let parser: Parser | undefined

/** For the main thread. oxc-parser is an ES module: `require(esm)`. */
export function requireParser(): Parser {
  try {
    parser ??= bundle(createRequire(__filename)('oxc-parser') as OxcParser)
    return parser
  } catch (error) {
    throw unavailable(error)
  }
}

/** For the hooks thread, where `require` of an ES module is not implemented up to Node 24.11. */
export async function importParser(): Promise<Parser> {
  try {
    parser ??= bundle(await import('oxc-parser'))
    return parser
  } catch (error) {
    throw unavailable(error)
  }
}

/** eslint-scope has a CommonJS face, which every thread can require. */
function bundle({ parseSync, visitorKeys }: OxcParser): Parser {
  const { analyze } = createRequire(__filename)('eslint-scope') as ScopeAnalyser
  return { parseSync, visitorKeys, analyze }
}

function unavailable(cause: unknown): RouteHandlersError {
  return bindingUnavailable('parser', '@oxc-parser', cause)
}

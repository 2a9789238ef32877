/**
 * Loads oxc-transform when the first TypeScript or JSX file is met, never before: a plain
 * JavaScript application does without the native binding (docs/decisions/010-oxc-transform.md).
 */
import { createRequire } from 'node:module'
import type { RouteHandlersError } from '../errors.js'
import { bindingUnavailable } from './binding-unavailable.js'

/** What is used of oxc-transform. */
export type Compiler = Pick<
  typeof import('oxc-transform', { with: { 'resolution-mode': 'import' }}),
  'transformSync' | 'moduleRunnerTransformSync'
>

let compiler: Compiler | undefined

/** For the main thread. The package is an ES module: `require(esm)`. */
export function requireCompiler(): Compiler {
  try {
    compiler ??= createRequire(__filename)('oxc-transform') as Compiler
    return compiler
  } catch (error) {
    throw unavailable(error)
  }
}

/** For the hooks thread, where `require` of an ES module is not implemented up to Node 24.11. */
export async function importCompiler(): Promise<Compiler> {
  try {
    compiler ??= await import('oxc-transform')
    return compiler
  } catch (error) {
    throw unavailable(error)
  }
}

function unavailable(cause: unknown): RouteHandlersError {
  return bindingUnavailable('compiler for TypeScript and JSX', '@oxc-transform', cause)
}

/**
 * Loads oxc-transform when the first TypeScript or JSX file is met, never before: a plain
 * JavaScript application does without the native binding (docs/decisions/010-oxc-transform.md).
 */
import { createRequire } from 'node:module'
import { RouteHandlersError } from '../errors.js'

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

/** oxc's own message blames npm alone and misleads under the permission model. */
function unavailable(cause: unknown): RouteHandlersError {
  return new RouteHandlersError(
    'RH_TRANSPILER_UNAVAILABLE',
    'The native compiler for TypeScript and JSX cannot be loaded. Either its package for this ' +
      `platform is missing (@oxc-transform/binding-*, ${process.platform} ${process.arch}): reinstall ` +
      'without --omit=optional; or Node runs with --permission: add --allow-addons.',
    { cause },
  )
}

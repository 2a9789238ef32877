/**
 * What an edited file is to be evaluated as: asked anew for each version, since an edit may turn a
 * CommonJS file into an ES module. The answers are Node's own, and those of our load hook.
 */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { compile, hasModuleSyntax } from '../compile.js'
import { requireCompiler } from '../compiler.js'
import { hostTranspiles, needsCompiler } from '../extensions.js'
import { hasTrustedSyncHooks } from '../hook-kind.js'
import { packageType } from '../package-type.js'
import { pick } from '../pick.js'

/** JSON counts as a module: what imports it is one. */
export function moduleFormat(file: string): 'module' | 'commonjs' {
  const extension = extname(file)
  if (extension === '.json') return 'module'
  if (extension === '.cjs' || (pick(file) === 'require' && hostTranspiles(file))) return 'commonjs'
  if (extension === '.cts') return formatOfSyntax(file)
  if (extension === '.mjs' || packageType(file) === 'module') return 'module'
  return formatOfSyntax(file)
}

/**
 * Whether `require` can evaluate a CommonJS file again. Below the `registerHooks` gate our load
 * hook sees `import` only, and nobody else may be there to compile TypeScript.
 */
export function isRequirable(file: string): boolean {
  return !needsCompiler(file) || hostTranspiles(file) || hasTrustedSyncHooks(process.versions.node)
}

function formatOfSyntax(file: string): 'module' | 'commonjs' {
  try {
    if (needsCompiler(file)) return compile(requireCompiler(), file).format
    return hasModuleSyntax(readFileSync(file, 'utf8')) ? 'module' : 'commonjs'
  } catch {
    // Broken or gone: evaluating it will say so.
    return 'module'
  }
}

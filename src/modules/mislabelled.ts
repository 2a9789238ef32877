/**
 * JavaScript with `export` in a package that says `"type": "commonjs"`, which is what `npm init`
 * writes: Node refuses it, Next.js accepts it. For TypeScript the compiler decides the same way.
 */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { hasModuleSyntax } from './compile.js'
import { packageType } from './package-type.js'

const MODULE_STATEMENT = /^\s*(?:import|export)\b/m

/** @param source - the text, where somebody has read it already. */
export function isMislabelled(file: string, source?: string): boolean {
  if (extname(file) !== '.js' || packageType(file) !== 'commonjs') return false
  const text = source ?? readFileSync(file, 'utf8')
  return MODULE_STATEMENT.test(text) && hasModuleSyntax(text)
}

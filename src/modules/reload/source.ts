/** The JavaScript of an edited ES module: compiled and passed as in the load hook. */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { compile } from '../compile.js'
import { requireCompiler } from '../compiler.js'
import { needsCompiler } from '../extensions.js'
import type { HookState } from '../hook-state.js'
import { jsonSource } from '../load-rules.js'
import { requireParser } from '../parser.js'
import { ofRoutes, placeOf } from '../result-passes.js'
import { applyPasses, needsParser } from '../source-passes.js'

/** @throws SyntaxError with `file`, `line`, `column` and `frame`. */
export function moduleSource(file: string, hooks: HookState): string {
  if (extname(file) === '.json') return jsonSource(file)
  const source = needsCompiler(file)
    ? compile(requireCompiler(), file, undefined, 'module').source
    : readFileSync(file, 'utf8')
  const isNeeded = needsParser(source, ofRoutes(file, hooks.scopes))
  return isNeeded ? applyPasses(requireParser(), source, placeOf(file, hooks)) : source
}

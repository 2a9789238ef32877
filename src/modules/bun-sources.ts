/**
 * Which files below a route have cached functions, found by a scan of static imports, and what
 * Bun is to load in their place (interop rules BUN-2, BUN-3).
 */
import { readFileSync } from 'node:fs'
import { dirname, extname, isAbsolute } from 'node:path'
import type { BunRuntime } from './bun.js'
import { compile, hasModuleSyntax } from './compile.js'
import { requireCompiler } from './compiler.js'
import { needsCompiler } from './extensions.js'
import type { HookState } from './hook-state.js'
import { NEXT_MODULES } from './next-map.js'
import { requireParser } from './parser.js'
import { isProjectFile } from './project-file.js'
import { placeOf } from './result-passes.js'
import { applyPasses, needsParser } from './source-passes.js'

const scanned = new Set<string>()

/** The files with cached functions from `file` on, each of them once per process. */
export function cachingFiles(bun: BunRuntime, file: string): string[] {
  const found: string[] = []
  const queue = [file]
  for (const path of queue) {
    if (scanned.has(path)) continue
    scanned.add(path)
    const source = readFileSync(path, 'utf8')
    if (needsParser(source) && isModule(path, source)) found.push(path)
    queue.push(...importsOf(bun, path, source))
  }
  return found
}

/** The file's JavaScript after our source passes. */
export function passedSource(file: string, hooks: HookState): string {
  const source = needsCompiler(file)
    ? compile(requireCompiler(), file).source
    : readFileSync(file, 'utf8')
  return applyPasses(requireParser(), source, placeOf(file, hooks))
}

/** CommonJS cannot be given to Bun as text; its functions run uncached. */
function isModule(file: string, source: string): boolean {
  return needsCompiler(file)
    ? compile(requireCompiler(), file, source).format === 'module'
    : hasModuleSyntax(source)
}

const SCANNED = /\.[cm]?[jt]sx?$/

/** Absolute paths of the project files that a file imports. */
function importsOf(bun: BunRuntime, file: string, source: string): string[] {
  return specifiersIn(bun, file, source)
    .filter(specifier => !NEXT_MODULES.has(specifier))
    .map(specifier => resolvedFrom(bun, file, specifier))
    .filter(path => path !== undefined)
    .filter(path => SCANNED.test(path) && isAbsolute(path) && isProjectFile(path))
}

function specifiersIn(bun: BunRuntime, file: string, source: string): string[] {
  const extension = extname(file)
  const loader = extension === '.tsx' ? 'tsx' : /^\.[cm]?ts$/.test(extension) ? 'ts' : 'jsx'
  try {
    return new bun.Transpiler({ loader }).scanImports(source).map(({ path }) => path)
  } catch {
    // Bun itself will report the syntax error, when it loads the file.
    return []
  }
}

function resolvedFrom(bun: BunRuntime, file: string, specifier: string): string | undefined {
  try {
    return bun.resolveSync(specifier, dirname(file))
  } catch {
    // So it will with an import that does not exist.
    return undefined
  }
}

/**
 * Which line keeps a route from being loaded (interop rule RLD-14). Every transpiler reports in a
 * form of its own, so the sources are looked at again, with our parser.
 */
import { extname } from 'node:path'
import { compile, hasModuleSyntax, type SyntaxFault } from '../compile.js'
import { type Compiler, requireCompiler } from '../compiler.js'
import { needsCompiler } from '../extensions.js'
import { missingImport } from './missing-import.js'
import { faultAt, type SourceFault, textOf } from './source-fault.js'
import { firstProjectPlace } from './stack-lines.js'

/**
 * @param files - absolute, of everything that the route imports, itself first.
 * @param compiler - called when a file is suspected of a syntax error.
 */
export function diagnose(
  files: readonly string[],
  failure: unknown,
  compiler: () => Compiler = requireCompiler,
): SourceFault | undefined {
  return (
    missingImport(files, failure) ??
    firstOf(files, file => syntaxFault(file, compiler)) ??
    evaluationFault(failure)
  )
}

function firstOf(
  files: readonly string[],
  find: (file: string) => SourceFault | undefined,
): SourceFault | undefined {
  for (const file of files) {
    const fault = find(file)
    if (fault) return fault
  }
  return undefined
}

const JAVASCRIPT = new Set(['.js', '.mjs', '.cjs'])

function syntaxFault(file: string, compiler: () => Compiler): SourceFault | undefined {
  const source = textOf(file)
  if (source === undefined || !isSuspect(file, source)) return undefined
  try {
    compile(compiler(), file, source, needsCompiler(file) ? undefined : 'module')
    return undefined
  } catch (error) {
    return isSyntaxFault(error) ? faultAt(file, error, error.summary) : undefined
  }
}

/** What V8 takes for CommonJS is no fault, though no module may say `return` or `with`. */
function isSuspect(file: string, source: string): boolean {
  return needsCompiler(file) || (JAVASCRIPT.has(extname(file)) && hasModuleSyntax(source))
}

function isSyntaxFault(error: unknown): error is SyntaxFault {
  return error instanceof SyntaxError && 'summary' in error
}

function evaluationFault(failure: unknown): SourceFault | undefined {
  const { message, stack } = Object(failure) as Partial<Error>
  if (typeof stack !== 'string') return undefined
  const place = firstProjectPlace(stack)
  return place && faultAt(place.file, place, String(message))
}

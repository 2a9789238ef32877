/**
 * Finds the file that an import means when its extension is left out or is the one of the
 * compiled output: the order of interop section "probing", which is TypeScript's and Next's.
 */
import { statSync } from 'node:fs'
import { extname, join } from 'node:path'

const APPENDED = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json']
const OF_OUTPUT: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
}

export interface ProbeOptions {
  /** The importing file: where sources and output lie side by side, its own family wins. */
  readonly importer?: string | undefined
  /** Whether a file is loaded in this process already. */
  readonly isLoaded?: (file: string) => boolean
}

/** Returns the file that the absolute `path` means, or `undefined`. */
export function probe(path: string, options: ProbeOptions = {}): string | undefined {
  if (isFile(path)) return path
  const extension = extname(path)
  const stem = path.slice(0, path.length - extension.length)
  return (
    choose(stem, OF_OUTPUT[extension] ?? [], options) ??
    choose(path, APPENDED, options) ??
    choose(join(path, 'index'), APPENDED, options)
  )
}

/**
 * Where both `db.ts` and `db.js` exist, the loaded one wins, then the importer's family: otherwise
 * a compiled server and its route would each get an instance (interop rule RES-10).
 */
function choose(
  stem: string,
  extensions: readonly string[],
  { importer, isLoaded }: ProbeOptions,
): string | undefined {
  const found = extensions.map(extension => stem + extension).filter(isFile)
  if (found.length < 2) return found[0]
  return (
    (isLoaded && found.find(isLoaded)) ??
    (importer === undefined ? undefined : found.find(file => sameFamily(file, importer))) ??
    found[0]
  )
}

const TYPESCRIPT = /\.[mc]?tsx?$/

function sameFamily(file: string, importer: string): boolean {
  return TYPESCRIPT.test(file) === TYPESCRIPT.test(importer)
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

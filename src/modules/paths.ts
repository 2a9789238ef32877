/**
 * tsconfig `paths` at run time. `tsc` leaves `@/lib/db` untouched in its output, so an importer
 * inside `outDir` gets the compiled counterpart of the target (interop rules TSC-2, TSC-3).
 */
import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { type ProbeOptions, probe } from './probe.js'
import { isInside } from './project-file.js'
import { configOf, type ProjectConfig } from './tsconfig.js'

const COMPILED: Readonly<Record<string, string>> = {
  ts: 'js',
  tsx: 'js',
  jsx: 'js',
  mts: 'mjs',
  cts: 'cjs',
}

/** The file that `specifier` means through `paths` or `baseUrl` of the importer's tsconfig. */
export function fromPaths(
  specifier: string,
  importer: string,
  options: ProbeOptions = {},
): string | undefined {
  if (isBuiltin(specifier)) return undefined
  const config = configOf(importer)
  if (!config) return undefined
  const output = outputOf(config, importer)
  for (const target of config.targets(specifier)) {
    const found = probe(output ? output(target) : target, options)
    if (found !== undefined) return found
  }
  return undefined
}

/** For an importer inside `outDir`: the function from a source path to its compiled path. */
function outputOf(
  { path, options }: ProjectConfig,
  importer: string,
): ((source: string) => string) | undefined {
  if (options.outDir === undefined) return undefined
  const directory = dirname(path)
  const outDir = resolve(directory, options.outDir)
  if (!isInside(importer, outDir)) return undefined
  const rootDir = rootOf(directory, options.rootDir)
  return source =>
    isInside(source, rootDir) && !isInside(source, outDir)
      ? compiledName(join(outDir, relative(rootDir, source)))
      : source
}

/** Without `rootDir`, `tsc` infers it; `src/` is what it comes to in nearly every project. */
function rootOf(directory: string, rootDir: string | undefined): string {
  if (rootDir !== undefined) return resolve(directory, rootDir)
  const src = join(directory, 'src')
  return existsSync(src) ? src : directory
}

function compiledName(path: string): string {
  return path.replace(
    /\.(ts|tsx|jsx|mts|cts)$/,
    (_, extension: string) => `.${COMPILED[extension]}`,
  )
}

/**
 * What the project's `tsconfig.json` says, as far as generated types depend on it. Reading it is
 * get-tsconfig's work (docs/decisions/011); no compiler is needed (TYP-6).
 */
import { dirname } from 'node:path'
import { findTsconfig, parseTsconfig, type TsConfigResult } from 'get-tsconfig'

type Options = NonNullable<TsConfigResult['config']['compilerOptions']>

export interface ProjectConfig {
  readonly path: string
  /** Where its relative paths start. */
  readonly dir: string
  readonly files: readonly string[] | undefined
  readonly include: readonly string[] | undefined
  readonly exclude: readonly string[] | undefined
  readonly options: Options
}

/** The configuration that governs the files of a directory: the nearest above. */
export function projectConfigOf(dir: string): ProjectConfig | undefined {
  const path = findTsconfig(dir)
  return path === undefined ? undefined : { path, dir: dirname(path), ...read(path) }
}

function read(path: string): Omit<ProjectConfig, 'path' | 'dir'> {
  try {
    const { files, include, exclude, compilerOptions = {} } = parseTsconfig(path)
    return { files, include, exclude, options: compilerOptions }
  } catch {
    // The check extends it and TypeScript says what is wrong with it.
    return { files: undefined, include: undefined, exclude: undefined, options: {} }
  }
}

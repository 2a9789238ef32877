/**
 * The `tsconfig.json` or `jsconfig.json` that governs a file. Finding, merging `extends` and
 * matching `paths` is get-tsconfig's work (docs/decisions/011-get-tsconfig.md).
 */
import { dirname } from 'node:path'
import { createPathsMatcher, findTsconfig, parseTsconfig, type TsConfigResult } from 'get-tsconfig'
import { warnOnce } from '../warn.js'

type PathsMatcher = NonNullable<ReturnType<typeof createPathsMatcher>>

export interface ProjectConfig {
  readonly path: string
  readonly options: NonNullable<TsConfigResult['config']['compilerOptions']>
  /** Absolute targets of a bare specifier, in order; `baseUrl` last. */
  readonly targets: PathsMatcher
}

const byDirectory = new Map<string, ProjectConfig | undefined>()
const byPath = new Map<string, ProjectConfig | undefined>()
const files = new Set<string>()

/** The nearest configuration above `file`; `undefined` if there is none, or it cannot be read. */
export function configOf(file: string): ProjectConfig | undefined {
  const directory = dirname(file)
  if (byDirectory.has(directory)) return byDirectory.get(directory)
  const path = findConfig(directory)
  const config = path === undefined ? undefined : readOnce(path)
  byDirectory.set(directory, config)
  return config
}

/** The files that the configurations came from, those they extend included. */
export function configFiles(): ReadonlySet<string> {
  return files
}

/** Forgets what was read, e.g. after the project was edited. */
export function forgetConfigs(): void {
  byDirectory.clear()
  byPath.clear()
  files.clear()
}

function findConfig(directory: string): string | undefined {
  const typescript = findAbove(directory, 'tsconfig.json')
  const javascript = findAbove(directory, 'jsconfig.json')
  if (typescript === undefined || javascript === undefined) return typescript ?? javascript
  return dirname(javascript).length > dirname(typescript).length ? javascript : typescript
}

function findAbove(directory: string, name: string): string | undefined {
  try {
    return findTsconfig(directory, name)
  } catch {
    // Under Node's permission model the way up ends where reading is not allowed.
    return undefined
  }
}

function readOnce(path: string): ProjectConfig | undefined {
  if (!byPath.has(path)) byPath.set(path, read(path))
  return byPath.get(path)
}

/** get-tsconfig keys its cache by the call that it answers: `readFileSync:/project/base.json:utf8`. */
const READ = /^readFileSync:(.+?)(?::utf8)?$/

function read(path: string): ProjectConfig | undefined {
  const calls = new Map<string, string>()
  files.add(path)
  try {
    const config = parseTsconfig(path, calls)
    for (const call of calls.keys()) files.add(READ.exec(call)?.[1] ?? path)
    const targets = createPathsMatcher({ path, config }) ?? (() => [])
    return { path, options: config.compilerOptions ?? {}, targets }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    warnOnce(
      'RH_TSCONFIG_INVALID',
      path,
      `${path} cannot be read (${reason}). Its "paths" and compiler options are ignored until it is repaired.`,
    )
    return undefined
  }
}

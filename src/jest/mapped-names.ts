/**
 * `next/*` and the `paths` of the project's tsconfig.json as Jest's `moduleNameMapper` and
 * `modulePaths` have them.
 */
import { join } from 'node:path'
import { NEXT_MODULES } from '../modules/next-map.js'
import { configOf, type ProjectConfig } from '../modules/tsconfig.js'

export interface MappedNames {
  readonly moduleNameMapper: Readonly<Record<string, readonly string[]>>
  /** Where bare names are looked for after `node_modules`, as tsconfig's `baseUrl` says. */
  readonly modulePaths: readonly string[]
}

/** What Jest puts in for the specifier as it was written. */
const SPECIFIER = '$0'
/** What it puts in for what the first group matched. */
const REST = '$1'

export function mappedNames(root: string): MappedNames {
  const config = configOf(join(root, 'any.ts'))
  const patterns = Object.keys(config?.options.paths ?? {})
  return {
    moduleNameMapper: {
      ...NEXT_NAMES,
      ...Object.fromEntries(config ? byLength(patterns).flatMap(entryOf(config)) : []),
    },
    modulePaths: config ? pathsOf(config) : [],
  }
}

const NEXT_NAMES = Object.fromEntries(
  [...NEXT_MODULES].map(([name, file]) => [exactly(name), [`${file}.js`]]),
)

/** TypeScript prefers exact names, then the longest prefix; Jest the first pattern. */
function byLength(patterns: readonly string[]): string[] {
  const weight = (pattern: string): number =>
    pattern.includes('*') ? pattern.indexOf('*') : Number.POSITIVE_INFINITY
  return patterns.filter(pattern => pattern !== '*').sort((a, b) => weight(b) - weight(a))
}

/** Ends with the name itself: TypeScript goes on to packages where no target exists. */
function entryOf({ targets }: ProjectConfig): (pattern: string) => [string, string[]][] {
  return pattern => {
    const found = targets(pattern.replace('*', REST)).map(target => target.replaceAll('\\', '/'))
    return found.length === 0 ? [] : [[exactly(pattern), [...found, SPECIFIER]]]
  }
}

/** `baseUrl`, and the targets of the pattern that every name matches. */
function pathsOf({ targets }: ProjectConfig): string[] {
  const suffix = '/any'
  const found = targets('any').map(target => target.replaceAll('\\', '/'))
  return found.filter(target => target.endsWith(suffix)).map(path => path.slice(0, -suffix.length))
}

/** A regular expression for a name, `*` standing for what the target takes over. */
function exactly(name: string): string {
  return `^${name.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replace('*', '(.*)')}$`
}

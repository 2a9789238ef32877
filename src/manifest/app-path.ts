/**
 * Keys of a manifest → paths below the app directory. Keys of a glob begin where the glob was
 * written, `./app/users/route.ts` or `/src/app/users/route.ts`: up to the directory `app` that all
 * of them share, they say nothing of the URL.
 */
import { RouteHandlersError } from '../errors.js'
import { isHidden, leafNames } from '../router/file-names.js'
import type { RouteFile } from '../router/scan.js'

/** A key, read. */
export interface AppPath extends RouteFile {
  /** As the manifest spells it. */
  readonly key: string
  /** Whether a directory scan would not have found it: below `_private`, `.hidden`. */
  readonly isHidden: boolean
}

/**
 * Reads the keys; sorted by path, as a directory is.
 *
 * @throws RouteHandlersError `RH_INVALID_OPTION` for a key that is no route file,
 *   `RH_ROUTE_CONFLICT` for two keys of one path.
 */
export function appPaths(keys: readonly string[], extensions: readonly string[]): AppPath[] {
  const leaves = leafNames(extensions)
  const cut = isGlob(keys) ? sharedApp(keys) : 0
  const paths = keys.map(key => read(key, cut, leaves))
  paths.sort((a, b) => (a.file < b.file ? -1 : 1))
  paths.forEach((path, index) => {
    const next = paths[index + 1]
    if (next?.file === path.file) throw twice(path, next)
  })
  return paths
}

/** A key without a dot or slash in front is relative to the app directory, and means what it says. */
function isGlob(keys: readonly string[]): boolean {
  return keys.every(key => /^\.{0,2}\//.test(key))
}

/** How many leading segments of every key lead to the app directory. */
function sharedApp(keys: readonly string[]): number {
  const [first = [], ...others] = keys.map(key => key.split('/').slice(0, -1))
  const differs = first.findIndex((name, at) => others.some(other => other[at] !== name))
  const shared = differs === -1 ? first : first.slice(0, differs)
  return shared.indexOf('app') + 1
}

function read(key: string, cut: number, leaves: ReadonlyMap<string, RouteFile['kind']>): AppPath {
  const names = key.split('/').slice(cut)
  if (names[0] === '.') names.shift()
  const leaf = names.at(-1) ?? ''
  const segments = names.slice(0, -1)
  const kind = leaves.get(leaf)
  if (kind === undefined) {
    const known = [...leaves.keys()].filter(name => leaves.get(name) === 'route').join(', ')
    throw refused(key, `names no route file. The names are ${known}: leave others out.`)
  }
  if (segments.some(name => name === '' || name === '.' || name === '..')) {
    throw refused(key, 'is no path below the app directory. Write it as "users/[id]/route.ts".')
  }
  return { key, kind, file: names.join('/'), segments, isHidden: segments.some(isHidden) }
}

function refused(key: string, what: string): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_OPTION', `The manifest's key "${key}" ${what}`)
}

function twice({ key, file }: AppPath, other: AppPath): RouteHandlersError {
  return new RouteHandlersError(
    'RH_ROUTE_CONFLICT',
    `The manifest has the route file ${file} twice.\n  ${key}\n  ${other.key}\nKeep one of the keys.`,
    { file },
  )
}

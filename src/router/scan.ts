/**
 * Directory → route and page files: Next's file convention (`route.<ext>` and `page.<ext>` at any
 * depth) without any knowledge of URLs. Synchronous, because a mount either stands or throws.
 */
import { type Dirent, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RouteHandlersError } from '../errors.js'
import { refuseCaseTwins } from './case-twins.js'
import { isHidden, leafNames } from './file-names.js'
import { followLink, isAncestor, type Place, realRoot } from './links.js'

/** A file that takes part in routing. */
export interface RouteFile {
  /** Pages are not served; they are listed because a route may not stand beside one. */
  readonly kind: 'route' | 'page'
  /** Absolute path. */
  readonly file: string
  /** Directory names below the scanned directory, e.g. `['(g)', 'users', '[id]']`. */
  readonly segments: readonly string[]
}

export interface ScanOptions {
  /** Without leading dot; Next's `pageExtensions`, by default `tsx`, `ts`, `jsx`, `js`. */
  readonly extensions: readonly string[]
  /** Asked for each directory, link, and route or page file; a directory's answer covers all below. */
  readonly ignore: (relativePosixPath: string) => boolean
  /** Whether links may lead outside the directory. Default: they may not. */
  readonly followSymlinks?: boolean
  /** Told of each directory before it is listed. */
  readonly onDirectory?: (path: string) => void
}

interface Scan {
  readonly leaves: ReadonlyMap<string, RouteFile['kind']>
  readonly ignore: ScanOptions['ignore']
  readonly mayLeave: boolean
  readonly onDirectory: (path: string) => void
  readonly found: RouteFile[]
}

/**
 * Lists the route and page files below a directory, sorted by path. Directories whose name begins
 * with `.` or `_`, `node_modules` and declaration files are left out. Symbolic links are followed
 * as long as they stay inside the directory, or everywhere with `followSymlinks`.
 *
 * @throws RouteHandlersError `RH_DIRECTORY_MISSING` when there is no such directory or a directory
 *   below cannot be read; `RH_ROUTE_CONFLICT` when one directory is reached under two spellings.
 */
export function scanDirectory(dir: string, options: ScanOptions): RouteFile[] {
  const path = resolve(dir)
  const { extensions, ignore, followSymlinks: mayLeave = false, onDirectory = () => {} } = options
  const scan: Scan = { leaves: leafNames(extensions), ignore, mayLeave, onDirectory, found: [] }
  visit(scan, { path, real: realRoot(path), segments: [], parent: undefined })
  scan.found.sort((a, b) => (a.file < b.file ? -1 : 1))
  refuseCaseTwins(scan.found.map(({ file }) => file))
  return scan.found
}

function visit(scan: Scan, place: Place): void {
  scan.onDirectory(place.path)
  for (const entry of list(place)) {
    const { name } = entry
    const kind = scan.leaves.get(name)
    if (entry.isFile() ? !kind : isHidden(name)) continue
    if (scan.ignore([...place.segments, name].join('/'))) continue
    const target = entry.isSymbolicLink()
      ? followLink(place, name, kind !== undefined, scan.mayLeave)
      : targetOf(entry, place)
    if (target?.type === 'directory') {
      if (!isAncestor(place, target.real)) visit(scan, descend(place, name, target.real))
    } else if (target && kind) {
      scan.found.push({ kind, file: join(place.path, name), segments: place.segments })
    }
  }
}

function targetOf(entry: Dirent, place: Place): ReturnType<typeof followLink> {
  const type = entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : undefined
  return type && { type, real: join(place.real, entry.name) }
}

function descend(parent: Place, name: string, real: string): Place {
  return { path: join(parent.path, name), real, segments: [...parent.segments, name], parent }
}

function list(place: Place): Dirent[] {
  try {
    return readdirSync(place.path, { withFileTypes: true })
  } catch (cause) {
    // Deleted since its parent was listed, as an editor or a build does while we watch.
    if (place.parent && (cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new RouteHandlersError(
      'RH_DIRECTORY_MISSING',
      `The directory ${place.path} cannot be read.\nGive the server's user permission to read it, or exclude it with the \`ignore\` option.`,
      { cause, file: place.path },
    )
  }
}

/**
 * Directory → route, page and metadata files: Next's file convention (`route.<ext>` and `page.<ext>`
 * at any depth, `sitemap.<ext>` and its kin). Synchronous, because a mount either stands or throws.
 */
import { type Dirent, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RouteHandlersError } from '../errors.js'
import { refuseCaseTwins } from './case-twins.js'
import { isHidden, leafNames } from './file-names.js'
import { followLink, isAncestor, type Place, realRoot } from './links.js'
import {
  exportsIn,
  listerOf,
  type MetadataFile,
  type MetadataName,
  metadataNames,
  metadataPath,
} from './metadata-file.js'

/** A file that takes part in routing. */
export interface RouteFile {
  /** Pages are not served; they are listed because a route may not stand beside one. */
  readonly kind: 'route' | 'page'
  /** Absolute path. */
  readonly file: string
  /** Directory names below the scanned directory, e.g. `['(g)', 'users', '[id]']`. */
  readonly segments: readonly string[]
  readonly metadata?: MetadataFile
  /** Of a metadata file: what its name adds to the URL of its directory, e.g. `['robots.txt']`. */
  readonly ending?: readonly string[]
}

export interface ScanOptions {
  /** Without leading dot; Next's `pageExtensions`, by default `tsx`, `ts`, `jsx`, `js`. */
  readonly extensions: readonly string[]
  /** Asked for each directory, link, and route or page file; a directory's answer covers all below. */
  readonly ignore: (relativePosixPath: string) => boolean
  /** Whether links may lead outside the directory. Default: they may not. */
  readonly followSymlinks?: boolean
  /** Told of each directory before it is listed, and of each file before its text is looked at. */
  readonly onDirectory?: (path: string) => void
}

interface Scan {
  readonly leaves: ReadonlyMap<string, RouteFile['kind']>
  readonly metadata: ReadonlyMap<string, MetadataName>
  readonly ignore: ScanOptions['ignore']
  readonly mayLeave: boolean
  readonly onDirectory: (path: string) => void
  readonly found: RouteFile[]
}

/**
 * Lists the route, page and metadata files below a directory, sorted by path. Directories whose name begins
 * with `.` or `_`, `node_modules` and declaration files are left out. Symbolic links are followed
 * as long as they stay inside the directory, or everywhere with `followSymlinks`.
 *
 * @throws RouteHandlersError `RH_DIRECTORY_MISSING` when there is no such directory or a directory
 *   below cannot be read; `RH_ROUTE_CONFLICT` when one directory is reached under two spellings.
 */
export function scanDirectory(dir: string, options: ScanOptions): RouteFile[] {
  const path = resolve(dir)
  const { extensions, ignore, followSymlinks: mayLeave = false, onDirectory = () => {} } = options
  const [leaves, metadata] = [leafNames(extensions), metadataNames(extensions)]
  const scan: Scan = { leaves, metadata, ignore, mayLeave, onDirectory, found: [] }
  visit(scan, { path, real: realRoot(path), segments: [], parent: undefined })
  scan.found.sort((a, b) => (a.file < b.file ? -1 : 1))
  refuseCaseTwins(scan.found.map(({ file }) => file))
  return scan.found
}

function visit(scan: Scan, place: Place): void {
  scan.onDirectory(place.path)
  for (const entry of list(place)) {
    const { name } = entry
    const metadata = metadataAt(scan, place, name)
    const kind = metadata ? 'route' : scan.leaves.get(name)
    if (entry.isFile() ? !kind : isHidden(name)) continue
    if (scan.ignore([...place.segments, name].join('/'))) continue
    const target = entry.isSymbolicLink()
      ? followLink(place, name, kind !== undefined, scan.mayLeave)
      : targetOf(entry, place)
    if (target?.type === 'directory') {
      if (!isAncestor(place, target.real)) visit(scan, descend(place, name, target.real))
    } else if (target && kind) {
      const file = join(place.path, name)
      const { segments } = place
      scan.found.push(
        metadata ? metadataFile(scan, file, segments, metadata) : { kind, file, segments },
      )
    }
  }
}

function metadataAt(scan: Scan, { parent }: Place, name: string): MetadataName | undefined {
  const known = scan.metadata.get(name)
  return known?.isRootOnly && parent ? undefined : known
}

function metadataFile(
  scan: Scan,
  file: string,
  segments: readonly string[],
  name: MetadataName,
): RouteFile {
  const { kind, isStatic } = name
  const lister = isStatic ? undefined : listerOf(kind)
  // An edit of its text may move it to another URL.
  if (lister !== undefined) scan.onDirectory(file)
  const hasIds = lister !== undefined && exportsIn(file, lister)
  const ending = metadataPath(name, hasIds, segments)
  return { kind: 'route', file, segments, metadata: { kind, isStatic, hasIds }, ending }
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

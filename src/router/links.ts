/**
 * Symbolic links below the app directory. They may reorganise it but not leave it unless allowed:
 * code from elsewhere must not become a route by way of a link unasked, and a link to its own
 * ancestor would make the tree endless.
 */
import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { RouteHandlersError } from '../errors.js'
import { warnOnce } from '../warn.js'

/** A directory during the scan. */
export interface Place {
  /** Absolute, as reached. */
  readonly path: string
  /** The same without symbolic links. */
  readonly real: string
  readonly segments: readonly string[]
  readonly parent: Place | undefined
}

/**
 * Resolves the app directory itself, which may well be a link.
 *
 * @throws RouteHandlersError `RH_DIRECTORY_MISSING`
 */
export function realRoot(path: string): string {
  let cause: unknown
  try {
    if (statSync(path).isDirectory()) return realpathSync(path)
  } catch (error) {
    cause = error
  }
  const fault = cause === undefined ? 'is not a directory' : 'does not exist or cannot be reached'
  throw new RouteHandlersError(
    'RH_DIRECTORY_MISSING',
    `The routes directory ${path} ${fault}.\nCreate it, or correct the path given to the mount; a relative path is taken from process.cwd().`,
    { file: path, ...(cause === undefined ? {} : { cause }) },
  )
}

/**
 * What the link `name` in `place` leads to; `undefined` when it is not to be followed.
 *
 * @param isLeaf - whether a file of this name would be a route or page.
 * @param mayLeave - whether it may lead outside the directory.
 */
export function followLink(
  place: Place,
  name: string,
  isLeaf: boolean,
  mayLeave: boolean,
): { readonly type: 'directory' | 'file'; readonly real: string } | undefined {
  const path = join(place.path, name)
  let real: string
  let type: 'directory' | 'file'
  try {
    real = realpathSync(path)
    type = statSync(real).isDirectory() ? 'directory' : 'file'
  } catch {
    // Dangling, or a circle of links: editors leave such lock files, e.g. `.#route.ts`.
    return undefined
  }
  if (type === 'file' && !isLeaf) return undefined
  if (!mayLeave && !isInside(rootOf(place), real)) {
    warnOnce(
      'RH_LINK_OUTSIDE',
      path,
      `The link ${path} leads to ${real}, outside the routes directory, and is not followed. Move or copy the files into the directory, or set followSymlinks.`,
    )
    return undefined
  }
  return { type, real }
}

function rootOf(place: Place): string {
  let at = place
  while (at.parent) at = at.parent
  return at.real
}

/** Whether a directory is one that the scan is in already: a link has led back to it. */
export function isAncestor(place: Place, real: string): boolean {
  for (let at: Place | undefined = place; at; at = at.parent) if (at.real === real) return true
  return false
}

function isInside(root: string, real: string): boolean {
  const path = relative(root, real)
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}

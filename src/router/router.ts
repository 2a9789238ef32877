/** Files → tree → match. Knows nothing of HTTP; paths go in raw and only parameters are decoded. */
import { checkConflicts } from './conflicts.js'
import { parseEntries } from './entry.js'
import { hazardIn, normalisedPath } from './hazard.js'
import { findLeaf, readMatch } from './match.js'
import type { Match, Refusal, Router, RouterOptions } from './route.js'
import type { RouteFile } from './scan.js'
import { checkSlugNames } from './slug-names.js'
import { buildTree, type Leaf, type Tree } from './tree.js'

export type { Match, ParamKind, Params, Refusal, Route, Router, RouterOptions } from './route.js'

/**
 * Builds the router of a set of files.
 *
 * @throws RouteHandlersError `RH_ROUTE_CONFLICT` when two files claim one URL,
 *   `RH_INVALID_SEGMENT` when a directory name is none that Next accepts.
 * @example
 * const router = createRouter(scanDirectory('/srv/app', { extensions: ['ts'], ignore: () => false }),
 *   { compat: 16, trailingSlash: 'ignore', parity: 'improved' })
 * router.match('/users/7')  // { route: { pattern: '/users/[id]', … }, params: { id: '7' } }
 */
export function createRouter(files: readonly RouteFile[], options: RouterOptions): Router {
  const entries = parseEntries(files, options.compat)
  const routes = entries.filter(({ kind }) => kind === 'route')
  const ordered = [...routes, ...entries.filter(({ kind }) => kind === 'page')]
  if (options.compat !== 16) checkSlugNames(ordered)
  checkConflicts(ordered, options.compat)
  const tree = buildTree(routes)
  return { routes: tree.routes, match: target => match(tree, options, pathOf(target)) }
}

function match(tree: Tree, options: RouterOptions, path: string): Match | Refusal | undefined {
  const hit = tree.hits.get(path)
  if (hit) return hit
  if (!path.startsWith('/')) return undefined
  const hazard = hazardIn(path)
  if (hazard) {
    // Refused only where the path concerns us; the routes behind us may want all others.
    const ours = owner(tree, options, path) ?? owner(tree, options, normalisedPath(path))
    return ours && { refused: hazard }
  }
  const leaf = owner(tree, options, path)
  return leaf && answer(leaf, options, path)
}

/** A target without query and fragment. */
function pathOf(target: string): string {
  const end = target.search(/[?#]/)
  return end === -1 ? target : target.slice(0, end)
}

/** The route that a path belongs to, hazards aside. An empty segment belongs to nobody. */
function owner(tree: Tree, options: RouterOptions, path: string): Leaf | undefined {
  if (path.includes('//')) return undefined
  if (options.trailingSlash === 'strict' && hasTrailingSlash(path)) return undefined
  return findLeaf(tree.root, path, lengthOf(path))
}

function answer(leaf: Leaf, options: RouterOptions, path: string): Match | Refusal {
  const found = readMatch(leaf, path, lengthOf(path), options.parity === 'exact')
  if (options.trailingSlash !== 'redirect' || !hasTrailingSlash(path)) return found
  return 'refused' in found ? found : { ...found, redirect: true }
}

function hasTrailingSlash(path: string): boolean {
  return path.length > 1 && path.endsWith('/')
}

/** Length without a trailing slash. */
function lengthOf(path: string): number {
  return hasTrailingSlash(path) ? path.length - 1 : path.length
}

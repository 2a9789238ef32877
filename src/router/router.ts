/** Files → tree → match. Knows nothing of HTTP; paths go in raw and only parameters are decoded. */
import { checkConflicts } from './conflicts.js'
import { type Entry, parseEntries } from './entry.js'
import { normalisedPath } from './hazard.js'
import { type Leaf, makeLeaf, type SharedParameters } from './leaf.js'
import { findLeaf, readMatch } from './match.js'
import { RawPath } from './raw-path.js'
import type { Match, Refusal, Route, Router, RouterOptions } from './route.js'
import type { RouteFile } from './scan.js'
import { createSlugCheck } from './slug-names.js'
import { type Place, Tree } from './tree.js'

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
  return new TreeRouter(files, options)
}

class TreeRouter implements Router {
  readonly routes: readonly Route[]
  readonly #options: RouterOptions
  readonly #tree = new Tree()
  readonly #path: RawPath
  /** Whole path → answer, for routes without parameters. */
  readonly #hits = new Map<string, Match>()

  constructor(files: readonly RouteFile[], options: RouterOptions) {
    this.#options = options
    const { compat } = options
    const checkSlugs = compat === 16 ? undefined : createSlugCheck()
    const routes: Route[] = []
    const shared: SharedParameters = new Map()
    for (const entry of parseEntries(files, compat)) {
      checkSlugs?.(entry)
      const isRoute = entry.kind === 'route'
      const place = isRoute ? this.#tree.reach(entry.segments) : this.#tree.locate(entry.segments)
      if (place) checkConflicts(entry, place, this.#tree, compat)
      if (place && isRoute) routes.push(this.#put(place, entry, shared))
    }
    this.routes = routes
    this.#path = new RawPath(this.#tree.depth)
  }

  match(target: string): Match | Refusal | undefined {
    const hit = this.#hits.get(target)
    if (hit) return hit
    if (!target.startsWith('/')) return undefined
    const path = this.#path
    path.read(target)
    const { hazard } = path
    const leaf = this.#owner()
    if (hazard === undefined) return leaf && this.#answer(leaf)
    // Refused only where the path concerns us; the routes behind us may want all others.
    if (leaf) return { refused: hazard }
    path.read(normalisedPath(path.toString()))
    return this.#owner() && { refused: hazard }
  }

  following(match: Match, target: string): Match | undefined {
    const path = this.#path
    path.read(lastSegments(target, lengthOf(match)))
    let isPast = false
    const leaf = findLeaf(this.#tree, path, ({ route }) => {
      if (isPast) return true
      isPast = route === match.route
      return false
    })
    const found = leaf && readMatch(leaf, path, this.#options.parity === 'exact')
    return found !== undefined && 'route' in found ? found : undefined
  }

  #put(place: Place, entry: Entry, shared: SharedParameters): Route {
    const leaf = makeLeaf(entry, shared)
    this.#tree.put(place, leaf)
    if (leaf.hit && isOnePath(entry)) this.#hits.set(canonicalPath(entry), leaf.hit)
    return leaf.route
  }

  /** The route that the path belongs to, hazards aside. An empty segment belongs to nobody. */
  #owner(): Leaf | undefined {
    const path = this.#path
    if (path.hasEmptySegment) return undefined
    if (path.hasTrailingSlash && this.#options.trailingSlash === 'strict') return undefined
    return findLeaf(this.#tree, path)
  }

  #answer(leaf: Leaf): Match | Refusal {
    const { trailingSlash, parity } = this.#options
    const found = readMatch(leaf, this.#path, parity === 'exact')
    if (trailingSlash !== 'redirect' || !this.#path.hasTrailingSlash) return found
    return 'refused' in found ? found : { ...found, redirect: true }
  }
}

/** A file below a parameter is one answer at many paths. */
function isOnePath({ metadata, segments }: Entry): boolean {
  return metadata === undefined || segments.every(({ kind }) => kind === 'static')
}

/** The one spelling of a path without parameters; mostly the pattern, which then is kept once. */
function canonicalPath({ segments, pattern }: Entry): string {
  const keys = segments.map(segment => (segment.kind === 'static' ? segment.key : ''))
  return keys.every((key, at) => key === segments[at]!.name) ? pattern : `/${keys.join('/')}`
}

/** How many segments of its path a match stands for. */
function lengthOf({ route, params }: Match): number {
  let length = route.pattern.split('/').filter(Boolean).length
  for (const { name, kind } of route.params) {
    if (kind !== 'dynamic') length += (params?.[name]?.length ?? 0) - 1
  }
  return length
}

/** What precedes them is where the routes are mounted. */
function lastSegments(target: string, count: number): string {
  const path = target.replace(/[?#].*$/s, '').replace(/\/$/, '')
  return count === 0 ? '/' : `/${path.split('/').slice(-count).join('/')}`
}

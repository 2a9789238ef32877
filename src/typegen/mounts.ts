/**
 * The mounted directories of a project and their routes, as they are kept in
 * `.route-handlers/routes.json`. The generated types are one set per project, while each mount
 * knows its own routes only: without this record the second would erase the first
 * (docs/decisions/050).
 */
import { relative, sep } from 'node:path'
import type { Compat } from '../next/scope.js'
import type { Route } from '../router/route.js'

/** One route file; `file` is relative to the project root, with `/`. */
export type TypedRoute = Pick<Route, 'pattern' | 'file' | 'params'>

export interface TypedMount {
  /** Relative to the project root, with `/`. */
  readonly dir: string
  readonly compat: Compat
  readonly routes: readonly TypedRoute[]
}

/** What a mount contributes, with paths that are the same on every machine. */
export function mountOf(
  root: string,
  dir: string,
  routes: readonly Route[],
  compat: Compat,
): TypedMount {
  // Metadata files have no `RouteContext`.
  const handlers = routes.filter(({ metadata }) => metadata === undefined)
  const typed = handlers.map(({ pattern, file, params }) => ({
    pattern,
    file: posixPath(root, file),
    params: params.map(({ name, kind }) => ({ name, kind })),
  }))
  return { dir: posixPath(root, dir) || '.', compat, routes: typed.sort(byPattern) }
}

/**
 * Puts a mount in its place among those recorded by other mounts. Routes of the others whose file
 * is gone are left out, and so is a mount that has none left.
 *
 * @param exists - asked for a path relative to the project root.
 */
export function withMount(
  recorded: readonly TypedMount[],
  own: TypedMount,
  exists: (file: string) => boolean,
): TypedMount[] {
  const others = recorded
    .filter(({ dir }) => dir !== own.dir)
    .map(mount => ({ ...mount, routes: mount.routes.filter(({ file }) => exists(file)) }))
    .filter(({ routes }) => routes.length > 0)
  return [...others, own].sort((a, b) => compare(a.dir, b.dir))
}

/** Reads the record; one that is damaged, or of another version, counts as empty. */
export function parseMounts(text: string | undefined): TypedMount[] {
  if (text === undefined) return []
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every(isMount) ? value : []
  } catch {
    return []
  }
}

export function printMounts(mounts: readonly TypedMount[]): string {
  return `${JSON.stringify(mounts, undefined, 2)}\n`
}

/** By UTF-16 code units: the order must not depend on the locale of whoever generates. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A path relative to `from`, with `/` on Windows too. */
export function posixPath(from: string, to: string): string {
  return relative(from, to).replaceAll(sep, '/')
}

function byPattern(a: TypedRoute, b: TypedRoute): number {
  return compare(a.pattern, b.pattern) || compare(a.file, b.file)
}

function isMount(value: unknown): value is TypedMount {
  const { dir, compat, routes } = Object(value) as Record<string, unknown>
  const isCompat = compat === 14 || compat === 15 || compat === 16
  return typeof dir === 'string' && isCompat && Array.isArray(routes) && routes.every(isRoute)
}

function isRoute(value: unknown): value is TypedRoute {
  const { pattern, file, params } = Object(value) as Record<string, unknown>
  const isPath = typeof pattern === 'string' && typeof file === 'string'
  return isPath && Array.isArray(params) && params.every(isParam)
}

function isParam(value: unknown): value is TypedRoute['params'][number] {
  const { name, kind } = Object(value) as Record<string, unknown>
  return typeof name === 'string' && /^(?:dynamic|(?:optional-)?catch-all)$/.test(String(kind))
}

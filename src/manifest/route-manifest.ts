/** What a manifest looks like, to users. */

/**
 * Route files by their path below the app directory, for servers that are bundled: the modules
 * themselves, or functions that import them. `route-handlers manifest` writes one, and
 * `import.meta.glob('./app/**\/route.ts')` gives one.
 *
 * @example
 * const manifest: RouteManifest = {
 *   'users/route.ts': () => import('./app/users/route.js'),
 *   'users/[id]/route.ts': () => import('./app/users/[id]/route.js'),
 * }
 */
export type RouteManifest = Readonly<Record<string, object | (() => unknown)>>

/** Whether a mount was given a manifest, good or bad, where others give a directory. */
export function isManifest(from: unknown): from is RouteManifest {
  return typeof from === 'object' && from !== null && !(from instanceof URL)
}

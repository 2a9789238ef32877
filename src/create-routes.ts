/** The public face of a mounted directory. */
import { type HandlersCache, MountedCache } from './cache/mount/handlers-cache.js'
import type { RouteManifest } from './manifest/route-manifest.js'
import type { RouteOptions } from './route-options.js'
import type { Route } from './router/route.js'
import { RouteDirectory } from './routes.js'

/** What mounting routes gives, whatever the host. */
export interface Routes {
  /**
   * Answers a Web request, without a host and without a port. A path without a route file is an
   * empty 404. Rejects with what a handler threw.
   */
  fetch(request: Request): Promise<Response>
  /** Loads every route file; rejects with an error naming those that fail. */
  ready(): Promise<void>
  /** The routes, in the order of their files. */
  routes(): readonly Route[]
  /** Invalidates, warms up and counts what the mount has cached; for jobs, queues, older routes. */
  readonly cache: HandlersCache
  /**
   * Stops answering (503), waits for running requests, aborts those left after `graceMs`
   * milliseconds (default 10 000), then waits for `after()` work.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>
}

/**
 * Mounts route files without a host: for tests, workers and other runtimes.
 *
 * @param from - a directory: path relative to the working directory, absolute path, or `file:` URL.
 *   For a bundled server the manifest of its routes.
 * @throws RouteHandlersError `RH_DIRECTORY_MISSING`, `RH_ROUTE_CONFLICT`, `RH_INVALID_SEGMENT`,
 *   `RH_NO_METHODS`, `RH_INVALID_OPTION`.
 *
 * @example
 * const routes = createRoutes('./app')
 * const response = await routes.fetch(new Request('http://localhost/users/7'))
 */
export function createRoutes(from: string | URL | RouteManifest, options?: RouteOptions): Routes {
  return membersOf(new RouteDirectory(from, options))
}

/** The public members, for the middleware function that an adapter returns. */
export function membersOf(directory: RouteDirectory): Routes {
  return {
    fetch: request => directory.fetch(request),
    ready: () => directory.ready(),
    routes: () => directory.routes(),
    cache: new MountedCache(directory.kept),
    close: options => directory.close(options),
  }
}

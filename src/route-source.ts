/** Where the routes of a mount come from: a directory on disk, or the manifest of a bundle. */
import { checkManifestOptions } from './manifest/check-manifest.js'
import { openManifest } from './manifest/manifest.js'
import { isManifest, type RouteManifest } from './manifest/route-manifest.js'
import type { RouteExports } from './modules/exports.js'
import { type RouteOptions, resolveDirectory, resolveSettings, type Settings } from './options.js'
import type { Route } from './router/route.js'
import type { RouteFile } from './router/scan.js'

export interface RouteSource {
  /** Route and page files, sorted by path. */
  readonly files: readonly RouteFile[]
  /**
   * Called once it is known that the files make a router, before anything is loaded.
   *
   * @throws RouteHandlersError for a route that cannot serve.
   */
  open(routes: readonly Route[]): void
  /** @throws RouteHandlersError `RH_MODULE_LOAD` */
  load(file: string): Promise<RouteExports>
}

/** What a mount is made of. */
export interface Mounted {
  readonly settings: Settings
  readonly source: RouteSource
}

/**
 * Reads what a mount was given.
 *
 * @throws RouteHandlersError `RH_INVALID_OPTION`, `RH_DIRECTORY_MISSING`, `RH_ROUTE_CONFLICT`.
 */
export function readMount(from: string | URL | RouteManifest, options?: RouteOptions): Mounted {
  if (isManifest(from)) {
    const settings = resolveSettings(options)
    checkManifestOptions(options ?? {})
    return { settings, source: openManifest(from, settings) }
  }
  const settings = resolveDirectory(from, options)
  // Required only here: a bundle has no use for the loader, and could not run all of it.
  const { DirectorySource } =
    require('./directory-source.js') as typeof import('./directory-source.js')
  return { settings, source: new DirectorySource(settings) }
}

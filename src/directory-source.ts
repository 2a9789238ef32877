/** The routes of a directory on disk: scanned, checked without running them, loaded by the host. */
import { checkSource } from './handler/source-check.js'
import type { RouteExports } from './modules/exports.js'
import type { Loader } from './modules/load-once.js'
import { createLoader } from './modules/loader.js'
import type { DirectorySettings } from './options.js'
import type { RouteSource } from './route-source.js'
import type { Route } from './router/route.js'
import { type RouteFile, scanDirectory } from './router/scan.js'

export class DirectorySource implements RouteSource {
  readonly files: readonly RouteFile[]
  readonly #settings: DirectorySettings
  #loader: Loader | undefined

  /** @throws RouteHandlersError `RH_DIRECTORY_MISSING`, `RH_ROUTE_CONFLICT`. */
  constructor(settings: DirectorySettings) {
    this.#settings = settings
    this.files = scanDirectory(settings.dir, settings)
  }

  /** @throws RouteHandlersError `RH_NO_METHODS`, `RH_HOOKS_UNAVAILABLE`. */
  open(routes: readonly Route[]): void {
    for (const { file } of routes) checkSource(file)
    const { root, dir, nextModules, import: own } = this.#settings
    this.#loader = createLoader({ root, appDir: dir, nextModules, ...(own && { import: own }) })
  }

  load(file: string): Promise<RouteExports> {
    return this.#loader!.load(file)
  }
}

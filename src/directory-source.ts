/** The routes of a directory on disk: scanned, checked without running them, loaded by the host. */
import { DirectoryWatch } from './directory-watch.js'
import type { RouteModule } from './handler/route-module.js'
import { checkSource, noteScope } from './handler/source-check.js'
import { findInstrumentation } from './instrumentation/instrumentation-file.js'
import type { RouteExports } from './modules/exports.js'
import type { Loader } from './modules/load-once.js'
import { createLoader, isReloading } from './modules/loader.js'
import { forgetPackageTypes } from './modules/package-type.js'
import { type DirectorySettings, nameRuntime } from './options.js'
import { findProxyFile, type ProxyFile, proxyDirectory } from './proxy/proxy-file.js'
import type { RouteSource } from './route-source.js'
import type { Route } from './router/route.js'
import { type RouteFile, scanDirectory } from './router/scan.js'
import { isEdge } from './sources/edge-modules.js'

export class DirectorySource implements RouteSource {
  files: readonly RouteFile[]
  proxy: ProxyFile | undefined
  readonly watches: boolean
  readonly instrumentation: string | undefined
  readonly #settings: DirectorySettings
  readonly #watch = new DirectoryWatch()
  readonly #loading = new Map<string, Promise<RouteExports>>()
  #loader: Loader | undefined

  /** @throws RouteHandlersError `RH_DIRECTORY_MISSING`, `RH_ROUTE_CONFLICT`. */
  constructor(settings: DirectorySettings) {
    this.#settings = settings
    this.watches = isReloading(settings)
    this.instrumentation = findInstrumentation(settings)
    if (this.instrumentation !== undefined) nameRuntime()
    this.files = this.#scan()
    this.proxy = this.#findProxy()
  }

  /** @throws RouteHandlersError `RH_NO_METHODS`, `RH_HOOKS_UNAVAILABLE`. */
  open(routes: readonly Route[]): void {
    if (!this.#loader && this.proxy) requireCheck().checkProxySource(this.proxy)
    // A file that somebody is about to fill is an error of its own route, not of the server.
    if (!this.#loader) for (const route of routes) this.#check(route)
    const { dir, cache } = this.#settings
    const rebindsFetch = cache.patchFetch === 'module'
    this.#loader ??= createLoader({ ...this.#settings, appDir: dir, rebindsFetch })
    if (this.watches) development().writeRouteTypes(this.#settings, routes)
  }

  #check({ file, metadata }: Route): void {
    const { compat } = this.#settings
    if (metadata === undefined) checkSource(file, compat)
    else if (!metadata.isStatic) noteScope(file, compat)
  }

  refresh(): boolean {
    if (!this.watches || !this.#watch.changed()) return false
    forgetPackageTypes()
    this.files = this.#scan()
    this.proxy = this.#findProxy()
    return true
  }

  load(file: string): Promise<RouteExports> {
    const loading = this.#loader!.load(file)
    if (this.watches && this.#loading.get(file) !== loading) {
      this.#loading.set(file, loading)
      // An edit may have made the file one that reads the request scope.
      noteScope(file, this.#settings.compat)
    }
    return loading
  }

  advise({ config }: RouteModule, pattern: string, file: string): void {
    if (!this.watches) return
    if (isEdge(config.runtime)) development().adviseOnEdge(pattern, file)
    development().adviseOnConfig(config, pattern, file)
  }

  explain(error: unknown): void {
    if (this.watches) development().addFrame(error)
  }

  #findProxy(): ProxyFile | undefined {
    if (!this.#settings.proxy) return undefined
    const directory = proxyDirectory(this.#settings)
    if (this.watches && directory !== undefined) this.#watch.add(directory)
    const proxy = findProxyFile(this.#settings)
    if (proxy) noteScope(proxy.file, this.#settings.compat)
    return proxy
  }

  #scan(): RouteFile[] {
    const { dir } = this.#settings
    const onDirectory = (path: string) => this.#watch.add(path)
    return scanDirectory(dir, { ...this.#settings, ...(this.watches && { onDirectory }) })
  }
}

/** Evaluated where there is such a file. */
function requireCheck(): typeof import('./proxy/check-source.js') {
  return require('./proxy/check-source.js') as typeof import('./proxy/check-source.js')
}

/** Production never evaluates it. */
function development(): typeof import('./development.js') {
  return require('./development.js') as typeof import('./development.js')
}

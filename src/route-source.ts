/** Where the routes of a mount come from: a directory on disk, or the manifest of a bundle. */
import { createRequire } from 'node:module'
import { installUseCache } from './cache/install.js'
import { RouteHandlersError } from './errors.js'
import type { RouteModule } from './handler/route-module.js'
import { installLateResponses } from './late-responses.js'
import { checkManifestOptions } from './manifest/check-manifest.js'
import { openManifest } from './manifest/manifest.js'
import { isManifest, type RouteManifest } from './manifest/route-manifest.js'
import type { RouteExports } from './modules/exports.js'
import { resolveDirectory, resolveSettings, type Settings } from './options.js'
import type { ProxyFile } from './proxy/proxy-file.js'
import type { RouteOptions } from './route-options.js'
import type { Route } from './router/route.js'
import type { RouteFile } from './router/scan.js'

export interface RouteSource {
  /** Route and page files, sorted by path. */
  readonly files: readonly RouteFile[]
  /** The `proxy.ts` in front of the routes. */
  readonly proxy: ProxyFile | undefined
  /** Whether files and modules may change while the server runs. */
  readonly watches: boolean
  /** `instrumentation.ts` of the project; absolute. */
  readonly instrumentation?: string | undefined
  /**
   * Called once it is known that the files make a router, before anything is loaded; and again
   * whenever they changed.
   *
   * @throws RouteHandlersError for a route that cannot serve.
   */
  open(routes: readonly Route[]): void
  /**
   * Whether `files` differ from what they were.
   *
   * @throws RouteHandlersError for a directory that cannot be served any more.
   */
  refresh(): boolean
  /**
   * The same promise for as long as nothing changed.
   *
   * @throws RouteHandlersError `RH_MODULE_LOAD`
   */
  load(file: string): Promise<RouteExports>
  /** In development: says what of a loaded route does not mean what it seems to. */
  advise(module: RouteModule, pattern: string, file: string): void
  /** Adds to an error of a handler what a developer wants to see of it. */
  explain(error: unknown): void
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
  installUseCache()
  installLateResponses()
  if (isManifest(from)) {
    const settings = resolveSettings(options)
    checkManifestOptions(options ?? {})
    return { settings, source: openManifest(from, settings) }
  }
  const settings = resolveDirectory(from, options)
  const { DirectorySource } = requireDirectorySource()
  return { settings, source: new DirectorySource(settings) }
}

/**
 * In a way that bundlers do not see: a bundle has no use for the loader, whose hooks and native
 * compiler cannot be part of one.
 */
function requireDirectorySource(): typeof import('./directory-source.js') {
  try {
    return createRequire(__filename)('./directory-source.js')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== 'MODULE_NOT_FOUND' && !(cause instanceof ReferenceError)) throw cause
    throw new RouteHandlersError(
      'RH_HOOKS_UNAVAILABLE',
      'This copy of route-handlers is part of a bundle, which cannot load a directory. Mount the ' +
        'manifest that "route-handlers manifest" writes, or leave route-handlers out of the bundle.',
      { cause },
    )
  }
}

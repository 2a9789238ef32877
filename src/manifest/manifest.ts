/**
 * A manifest: the route files of a bundled server, as an object instead of a directory. The file
 * system is not touched, and no hook is installed: the bundler has done what both are for.
 */
import { type Loader, loadOnce } from '../modules/load-once.js'
import type { RouteFile } from '../router/scan.js'
import { state } from '../state.js'
import { type AppPath, appPaths } from './app-path.js'
import { checkManifest } from './check-manifest.js'
import { isProxyKey, type ManifestProxy, proxyOf } from './proxy-key.js'
import type { RouteManifest } from './route-manifest.js'

/** Which keys take part; as the options of the same names have it for a directory. */
interface ManifestOptions {
  readonly extensions: readonly string[]
  readonly compat: number
  readonly ignore: (path: string) => boolean
  readonly loadTimeout: number
}

/** See `RouteSource`. */
interface ManifestSource extends Loader {
  readonly files: readonly RouteFile[]
  readonly proxy: ManifestProxy | undefined
  readonly watches: false
  open(): void
  refresh(): false
  advise(): void
  explain(): void
}

/**
 * The files of a manifest, and how each is loaded.
 *
 * @throws RouteHandlersError `RH_INVALID_OPTION` for anything but such an object,
 *   `RH_ROUTE_CONFLICT` for two keys of one file.
 */
export function openManifest(manifest: RouteManifest, options: ManifestOptions): ManifestSource {
  checkManifest(manifest)
  const keys = Object.keys(manifest)
  const proxy = proxyOf(keys, options)
  const paths = appPaths(
    keys.filter(key => !isProxyKey(key)),
    options.extensions,
  )
  const files = paths.filter(path => !path.isHidden && !isIgnored(path, options.ignore))
  const modules = new Map(files.map(({ file, key }) => [file, manifest[key]!]))
  if (proxy) modules.set(proxy.file, manifest[proxy.key]!)
  // Nobody can read in a bundle whether a handler imports next/headers only while it runs.
  state.scopeWanted = true
  const evaluate = async (file: string): Promise<object> => {
    const value = modules.get(file)!
    return moduleOf(typeof value === 'function' ? await value() : await value)
  }
  const loader = loadOnce({
    evaluate,
    describe: file => ({ name: file }),
    timeout: options.loadTimeout,
  })
  return {
    files,
    proxy,
    watches: false,
    open: () => {},
    refresh: () => false,
    advise: () => {},
    explain: () => {},
    ...loader,
  }
}

function moduleOf(value: unknown): object {
  if (typeof value === 'object' && value !== null) return value
  throw new TypeError(`its function in the manifest gave ${String(value)} instead of a module`)
}

/** A directory's answer covers all below it, as when a directory is scanned. */
function isIgnored({ file }: AppPath, ignore: (path: string) => boolean): boolean {
  const names = file.split('/')
  return names.some((_, index) => ignore(names.slice(0, index + 1).join('/')))
}

/**
 * Loads route modules: lazily, each once, by the loader that the host itself uses (interop rules
 * LOAD-1 to LOAD-7). The request path sees only a settled promise.
 */
import { relative } from 'node:path'
import { bunRuntime, loadInBun } from './bun.js'
import type { HookState } from './hook-state.js'
import { loadFromHost } from './host-load.js'
import { install } from './install.js'
import { type Loader, loadOnce } from './load-once.js'
import type { MapScope } from './next-map.js'
import { realPath } from './project-file.js'
import { testRunner } from './runners/runner.js'

export interface LoaderOptions extends MapScope {
  /** Project root: the directory of the nearest `package.json` above the mounted directory. */
  readonly root: string
  /** Whether edited files are to be loaded again. */
  readonly watch?: boolean
  /** Milliseconds that a request waits for a module; without end by default. */
  readonly loadTimeout?: number
  /** The user's own loader: receives an absolute path and replaces everything else here. */
  readonly import?: ((file: string) => Promise<object>) | undefined
}

/**
 * Whether edits take effect: not where somebody else evaluates the modules, since then nobody here
 * knows who else holds them.
 */
export function isReloading(options: Pick<LoaderOptions, 'watch' | 'import'>): boolean {
  return options.watch === true && !options.import && !testRunner() && !bunRuntime()
}

/** Installs the hooks, unless the user's own loader makes them needless. */
export function createLoader(options: LoaderOptions): Loader {
  const { root, loadTimeout: timeout = Number.POSITIVE_INFINITY } = options
  const describe = (file: string) => ({ name: relative(root, file) })
  if (options.import) return loadOnce({ evaluate: options.import, describe, timeout })
  const watch = isReloading(options)
  const { hooks, ready } = install({ ...options, appDir: realPath(options.appDir), watch })
  if (watch && hooks) return reloading(hooks, root, timeout)
  const bun = bunRuntime()
  const hostLoad = bun && hooks ? (file: string) => loadInBun(bun, hooks, file) : loadFromHost
  const load = testRunner()?.load ?? hostLoad
  return loadOnce({ evaluate: file => ready.then(() => load(file)), describe, timeout })
}

/** Production never evaluates what is behind it. */
function reloading(hooks: HookState, root: string, timeout: number): Loader {
  const { createReloadingLoader } =
    require('./reload/reloading-loader.js') as typeof import('./reload/reloading-loader.js')
  return createReloadingLoader({ hooks, root, timeout })
}

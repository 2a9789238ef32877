/**
 * Loads route modules: lazily, each once, by the loader that the host itself uses (interop rules
 * LOAD-1 to LOAD-7). The request path sees only a settled promise.
 */
import { relative } from 'node:path'
import { loadFromHost } from './host-load.js'
import { install } from './install.js'
import { type Loader, loadOnce } from './load-once.js'
import type { MapScope } from './next-map.js'
import { testRunner } from './runners/runner.js'

export interface LoaderOptions extends MapScope {
  /** Project root: the directory of the nearest `package.json` above the mounted directory. */
  readonly root: string
  /** The user's own loader: receives an absolute path and replaces everything else here. */
  readonly import?: (file: string) => Promise<object>
}

/** Installs the hooks, unless the user's own loader makes them needless. */
export function createLoader(options: LoaderOptions): Loader {
  const evaluate = options.import ?? hostLoader(options)
  return loadOnce(evaluate, file => relative(options.root, file))
}

function hostLoader(scope: MapScope): (file: string) => Promise<object> {
  const { nextModules, appDir } = scope
  const installed = install({ nextModules, appDir })
  const load = testRunner()?.load ?? loadFromHost
  return async file => {
    await installed
    return load(file)
  }
}

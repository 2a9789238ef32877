/**
 * Loads route modules: lazily, each once, by the loader that the host itself uses (interop rules
 * LOAD-1 to LOAD-7). The request path sees only a settled promise.
 */
import { relative } from 'node:path'
import { RouteHandlersError } from '../errors.js'
import { pickExports, type RouteExports } from './exports.js'
import { loadFromHost } from './host-load.js'
import { install } from './install.js'
import type { MapScope } from './next-map.js'
import { testRunner } from './runners/runner.js'

export interface LoaderOptions extends MapScope {
  /** Project root: the directory of the nearest `package.json` above the mounted directory. */
  readonly root: string
  /** The user's own loader: receives an absolute path and replaces everything else here. */
  readonly import?: (file: string) => Promise<object>
}

export interface Loader {
  /**
   * The object that holds the exports of a route file.
   *
   * @param file - absolute path.
   * @throws RouteHandlersError `RH_MODULE_LOAD`, with `cause` and `file`.
   */
  load(file: string): Promise<RouteExports>
}

/** A module that failed is tried again, but its side effects not on every request. */
const RETRY_AFTER_MS = 1000

interface Entry {
  readonly exports: Promise<RouteExports>
  failedAt?: number
}

/** Installs the hooks, unless the user's own loader makes them needless. */
export function createLoader(options: LoaderOptions): Loader {
  const evaluate = options.import ?? hostLoader(options)
  const entries = new Map<string, Entry>()
  return {
    load(file) {
      const known = entries.get(file)
      if (known && !isRetryDue(known)) return known.exports
      const entry: Entry = { exports: loadOne(file, evaluate, options.root) }
      entries.set(file, entry)
      entry.exports.catch(() => {
        entry.failedAt = performance.now()
      })
      return entry.exports
    },
  }
}

function isRetryDue({ failedAt }: Entry): boolean {
  return failedAt !== undefined && performance.now() - failedAt >= RETRY_AFTER_MS
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

async function loadOne(
  file: string,
  evaluate: (file: string) => Promise<object>,
  root: string,
): Promise<RouteExports> {
  try {
    return pickExports(await evaluate(file))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new RouteHandlersError(
      'RH_MODULE_LOAD',
      `${relative(root, file)} cannot be loaded: ${reason}`,
      { cause, file },
    )
  }
}

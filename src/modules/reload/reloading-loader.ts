/**
 * The loader of development: each request finds out whether the files of its route were edited,
 * and then gets a new evaluation of them. The first one is Node's own, and so are modules that the
 * server uses too; what changed since is evaluated by the module runner, or required again
 * (interop section "reload in development").
 */
import type { RouteExports } from '../exports.js'
import type { HookState } from '../hook-state.js'
import { loadFromHost, needsModule } from '../host-load.js'
import { importModule } from '../import-guard.js'
import { beforeDeadline, isDeadline } from '../load-deadline.js'
import { loaded } from '../load-failure.js'
import { type Loader, RETRY_AFTER_MS } from '../load-once.js'
import { realPath } from '../project-file.js'
import { requireAsSibling } from '../sibling.js'
import { describeFailure, report } from './failure.js'
import { loadNativeResolve } from './import-meta-resolve.js'
import { reloadOf } from './reload.js'

interface Evaluation {
  /** Of the route file. */
  version: number
  readonly abandon: AbortController
}

interface Entry extends Evaluation {
  readonly exports: Promise<RouteExports>
  failedAt?: number
  /** It has not failed, only taken too long: the next load waits for the same evaluation. */
  isRunning?: boolean
}

export interface ReloadOptions {
  readonly hooks: HookState
  /** Project root, for messages. */
  readonly root: string
  /** Milliseconds that a request waits for a module; `Infinity` for no end. */
  readonly timeout: number
}

export function createReloadingLoader({ hooks, root, timeout }: ReloadOptions): Loader {
  const { graph, changes, locator, runner } = reloadOf(hooks)
  const describe = describeFailure(graph, realPath(root))
  const entries = new Map<string, Entry>()
  return {
    load(path) {
      const file = realPath(path)
      graph.roots.add(file)
      const edited = changes.refresh(file)
      const known = entries.get(file)
      if (known && isCurrent(known, file, edited)) return known.exports
      if (known?.version === graph.version(file) && !known.isRunning) changes.renew(file)
      changes.refreshAll()
      known?.abandon.abort()
      const entry = start(file)
      entries.set(file, entry)
      return entry.exports
    },
  }

  function isCurrent({ failedAt, version }: Entry, file: string, edited: boolean): boolean {
    if (version !== graph.version(file)) return false
    if (failedAt === undefined) return true
    return !edited && !locator.appeared(file) && performance.now() - failedAt < RETRY_AFTER_MS
  }

  function start(file: string): Entry {
    const evaluation: Evaluation = { version: graph.version(file), abandon: new AbortController() }
    const loading = beforeDeadline(evaluate(file, evaluation), timeout)
    const entry: Entry = Object.assign(evaluation, { exports: loaded(loading, file, describe) })
    entry.exports.catch(error => {
      entry.abandon.abort()
      entry.failedAt = performance.now()
      entry.isRunning = isDeadline(error.cause)
      if (entries.get(file) === entry) report(error)
    })
    return entry
  }

  async function evaluate(file: string, evaluation: Evaluation): Promise<object> {
    await hooks.ready
    await hooks.thread?.tell({ purged: graph.purges })
    if (graph.isEdited) await loadNativeResolve()
    if (graph.version(file) === 0 && graph.isEdited && locator.leadsToChanged(file)) {
      // Node would give it the first evaluation of what was edited since.
      graph.node(file).version = evaluation.version = 1
    }
    let succeeded = false
    try {
      const namespace = await evaluated(file, evaluation)
      succeeded = graph.version(file) === evaluation.version
      return namespace
    } finally {
      // The hooks thread has seen imports that are not recorded here yet.
      await hooks.thread?.tell({})
      changes.ended(file, succeeded)
    }
  }

  function evaluated(file: string, { version, abandon }: Evaluation): Promise<object> {
    if (version === 0) return loadFromHost(file)
    const { signal } = abandon
    const located = locator.again(file)
    if (located.by === 'native') return importModule(located.specifier)
    if (located.by === 'require') return requireAgain(file, version, signal)
    return runner.import(file, version, { signal })
  }

  async function requireAgain(file: string, version: number, signal: AbortSignal): Promise<object> {
    try {
      return requireAsSibling(file)
    } catch (error) {
      if (!needsModule(error)) throw error
      return runner.import(file, version, { signal })
    }
  }
}

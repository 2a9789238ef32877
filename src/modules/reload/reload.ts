/**
 * What reloads in a process share: two mounts that import the same module must get one instance of
 * its new version, as they did of the first.
 */
import { requireCompiler } from '../compiler.js'
import type { HookState } from '../hook-state.js'
import { type Changes, createChanges } from './changes.js'
import { createConfigs } from './configs.js'
import { ModuleGraph } from './graph.js'
import { createLocator, type Locator } from './locate.js'
import { createRunner, type Runner } from './runner.js'
import { moduleSource } from './source.js'
import { enableSourceMaps } from './source-maps.js'
import { stampOf } from './stamp.js'

export interface Reload {
  readonly graph: ModuleGraph
  readonly changes: Changes
  readonly locator: Locator
  readonly runner: Runner
}

/** The one of this process, made by its first mount that reloads. */
export function reloadOf(hooks: HookState): Reload {
  hooks.reload ??= create(hooks)
  return hooks.reload
}

function create(hooks: HookState): Reload {
  enableSourceMaps()
  const graph = hooks.graph ?? new ModuleGraph()
  hooks.graph = graph
  const configs = createConfigs(() => void hooks.thread?.tell({ forget: true }))
  const source = (file: string) => {
    graph.loading(file, stampOf(file))
    return moduleSource(file, hooks)
  }
  const locator = createLocator(graph, file => moduleSource(file, hooks))
  return {
    graph,
    changes: createChanges(graph, configs, () => hooks.root ?? process.cwd()),
    locator,
    runner: createRunner({ ...locator, source }, requireCompiler),
  }
}

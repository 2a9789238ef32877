/**
 * Finds out what was edited: by asking the file system about the files that a route uses, when a
 * request for it arrives. No watcher runs (interop rules RLD-2, RLD-3).
 */
import { relative } from 'node:path'
import { types } from 'node:util'
import { state } from '../../state.js'
import { warn } from '../../warn.js'
import { projectPath } from '../use-cache/function-id.js'
import type { Configs } from './configs.js'
import type { ModuleGraph } from './graph.js'
import { type Ownership, ownership } from './ownership.js'
import { createPace } from './pace.js'
import { purge } from './purge.js'
import { stampOf } from './stamp.js'

export interface Changes {
  /** Compares the files below `root` with what is loaded; whether anything was edited. */
  refresh(root: string): boolean
  /**
   * The same below all routes, before a file is evaluated: what it is going to import may be known
   * to other routes only.
   */
  refreshAll(): void
  /**
   * Has what failed below `root` evaluated again. What did not fail keeps its instance: another
   * route may hold it.
   */
  renew(root: string): void
  /**
   * An evaluation of `root` ended. Remembers what the files below are like that no hook has seen
   * being read and, if it succeeded, that they need not be evaluated again.
   */
  ended(root: string, succeeded: boolean): void
}

/** @param rootOf - project root, for messages and for the names in cache entries. */
export function createChanges(graph: ModuleGraph, configs: Configs, rootOf: () => string): Changes {
  const isTooSoon = createPace()
  return {
    refresh: file => refresh([file]),
    refreshAll() {
      if (!isTooSoon(graph.size)) refresh(graph.roots)
    },
    renew(file) {
      const failed = [...appOwned(graph, [file])].filter(each => !isEvaluated(graph, each))
      bump(graph, withImporters(ownership(graph), failed), rootOf())
    },
    ended(file, succeeded) {
      for (const each of graph.reachable(file)) {
        const node = graph.node(each)
        node.stamp ??= stampOf(each)
        if (succeeded) node.evaluated = node.version
      }
    },
  }

  function refresh(roots: Iterable<string>): boolean {
    const files = graph.reachable(...roots)
    const edited = editedAmong(graph, files)
    if (configs.refresh(files)) {
      // Every route was compiled with them; what belongs to the server stays as it is.
      bump(graph, appOwned(graph, graph.roots), rootOf())
      return true
    }
    apply(graph, edited, outdatedAmong(graph, files), rootOf())
    return edited.size > 0
  }
}

function appOwned(graph: ModuleGraph, roots: Iterable<string>): Set<string> {
  const { host } = ownership(graph)
  return new Set([...graph.reachable(...roots)].filter(file => !host.has(file)))
}

function isEvaluated(graph: ModuleGraph, file: string): boolean {
  const { evaluated, version } = graph.node(file)
  return evaluated === version
}

function editedAmong(graph: ModuleGraph, files: ReadonlySet<string>): Set<string> {
  const edited = new Set<string>()
  for (const file of files) {
    const node = graph.node(file)
    const stamp = stampOf(file)
    if (node.stamp !== undefined && node.stamp !== stamp) edited.add(file)
    node.stamp = stamp
  }
  return edited
}

/**
 * Modules of Node's that have just imported, dynamically as a rule, an ES module that was evaluated
 * again before: Node gave them its first evaluation, the other routes have a later one.
 */
function outdatedAmong(graph: ModuleGraph, files: ReadonlySet<string>): string[] {
  const isNewer = (file: string) => graph.version(file) > 0 && !require.cache[file]
  return [...files].filter(
    file => graph.version(file) === 0 && [...graph.node(file).imports].some(isNewer),
  )
}

function apply(
  graph: ModuleGraph,
  edited: ReadonlySet<string>,
  outdated: readonly string[],
  root: string,
): void {
  if (edited.size === 0 && outdated.length === 0) return
  const owned = ownership(graph)
  for (const file of edited) {
    if (owned.host.has(file)) adviseRestart(relative(root, file), 'your server uses')
    else if (isRequiredModule(file)) adviseRestart(relative(root, file), 'require() gives')
  }
  bump(graph, withImporters(owned, [...edited, ...outdated]), root)
}

/** Of the modules that are not the server's: those, and all that import them. */
function withImporters(
  { app, host, importersOf }: Ownership,
  files: readonly string[],
): ReadonlySet<string> {
  const dirty = new Set(files.filter(file => !host.has(file)))
  for (const file of dirty) {
    for (const importer of importersOf(file)) {
      if (app.has(importer) && !host.has(importer)) dirty.add(importer)
    }
  }
  return dirty
}

function bump(graph: ModuleGraph, files: ReadonlySet<string>, root: string): void {
  for (const file of files) graph.node(file).version += 1
  for (const file of purge(files)) graph.purged(file)
  if (files.size > 0) state.edits += 1
  // By the names that the transform gave them.
  state.useCache?.forget([...files].map(file => projectPath({ root, file })))
}

/** An ES module that CommonJS got by `require`: Node has it in its module map for good. */
function isRequiredModule(file: string): boolean {
  return types.isModuleNamespaceObject(require.cache[file]?.exports)
}

/** For every change anew: a second edit of the same file is as invisible as the first. */
function adviseRestart(file: string, who: string): void {
  warn('RH_RESTART_REQUIRED', `${file} changed, but ${who} the same instance: restart to apply`)
}

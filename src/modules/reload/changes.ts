/**
 * Finds out what was edited: by asking the file system about the files that a route uses, when a
 * request for it arrives. No watcher runs (interop rules RLD-2, RLD-3).
 */
import { relative } from 'node:path'
import { state } from '../../state.js'
import { warn } from '../../warn.js'
import type { Configs } from './configs.js'
import type { ModuleGraph } from './graph.js'
import { ownership } from './ownership.js'
import { purge } from './purge.js'
import { stampOf } from './stamp.js'

export interface Changes {
  /** Compares the files below `root` with what is loaded; whether anything was edited. */
  refresh(root: string): boolean
  /** Has everything below `root` that is not the server's evaluated again, after a failure. */
  renew(root: string): void
  /** Remembers what the files below `root` are like that no hook has seen being read. */
  takeStamps(root: string): void
}

/** @param rootOf - project root, for messages and for the names in cache entries. */
export function createChanges(graph: ModuleGraph, configs: Configs, rootOf: () => string): Changes {
  return {
    refresh(file) {
      const changed = changedBelow(graph, file)
      if (configs.refresh()) {
        // Every route was compiled with them; what belongs to the server stays as it is.
        bump(graph, appOwned(graph, graph.roots), rootOf())
        return true
      }
      if (changed.size > 0) apply(graph, changed, rootOf())
      return changed.size > 0
    },
    renew(file) {
      bump(graph, appOwned(graph, [file]), rootOf())
    },
    takeStamps(file) {
      for (const each of graph.reachable(file)) graph.node(each).stamp ??= stampOf(each)
    },
  }
}

function appOwned(graph: ModuleGraph, roots: Iterable<string>): Set<string> {
  const { host } = ownership(graph)
  return new Set([...graph.reachable(...roots)].filter(file => !host.has(file)))
}

function changedBelow(graph: ModuleGraph, root: string): Set<string> {
  const changed = new Set<string>()
  for (const file of graph.reachable(root)) {
    const node = graph.node(file)
    const stamp = stampOf(file)
    if (node.stamp !== undefined && node.stamp !== stamp) changed.add(file)
    node.stamp = stamp
  }
  return changed
}

function apply(graph: ModuleGraph, changed: ReadonlySet<string>, root: string): void {
  const { app, host, importersOf } = ownership(graph)
  const dirty = new Set<string>()
  for (const file of changed) {
    if (!host.has(file)) dirty.add(file)
    else adviseRestart(relative(root, file))
  }
  for (const file of dirty) {
    for (const importer of importersOf(file)) {
      if (app.has(importer) && !host.has(importer)) dirty.add(importer)
    }
  }
  bump(graph, dirty, root)
}

function bump(graph: ModuleGraph, files: ReadonlySet<string>, root: string): void {
  for (const file of files) graph.node(file).version += 1
  for (const file of purge(files)) graph.purged(file)
  state.useCache?.forget([...files].map(file => relative(root, file).replaceAll('\\', '/')))
}

/** For every change anew: a second edit of the same file is as invisible as the first. */
function adviseRestart(file: string): void {
  warn(
    'RH_RESTART_REQUIRED',
    `${file} changed, but your server uses the same instance: restart to apply`,
  )
}

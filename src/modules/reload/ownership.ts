/**
 * Whose a module is (interop section "what is never reloaded"). A module that the server holds
 * must keep its one instance: a second would fork every singleton in it. The rest, reached only
 * from route files, may be evaluated again.
 */
import { isProjectFile } from '../project-file.js'
import type { ModuleGraph } from './graph.js'

/** The files below the route files, by owner. */
export interface Ownership {
  /** Everything reachable from a route file. */
  readonly app: ReadonlySet<string>
  /** The part of it that the server uses too. */
  readonly host: ReadonlySet<string>
  importersOf(file: string): ReadonlySet<string>
}

export function ownership(graph: ModuleGraph): Ownership {
  const app = graph.reachable(...graph.roots)
  const required = requirers()
  const importersOf = (file: string) =>
    new Set([...graph.node(file).importers, ...(required.get(file) ?? [])])
  const isHosts = (file: string) =>
    graph.initial.has(file) ||
    !wasLoadedForUs(graph, file) ||
    [...importersOf(file)].some(importer => !app.has(importer))
  return { app, host: graph.reachable(...[...app].filter(isHosts)), importersOf }
}

/** An ES module that was resolved but whose source was never asked for was there already. */
function wasLoadedForUs(graph: ModuleGraph, file: string): boolean {
  const { loaded, version } = graph.node(file)
  return loaded || version > 0 || graph.roots.has(file) || require.cache[file] !== undefined
}

/** File → the CommonJS modules that required it. */
function requirers(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const [importer, module] of Object.entries(require.cache)) {
    if (!isProjectFile(importer)) continue
    for (const { filename } of module?.children ?? []) {
      const list = found.get(filename)
      if (list) list.push(importer)
      else found.set(filename, [importer])
    }
  }
  return found
}

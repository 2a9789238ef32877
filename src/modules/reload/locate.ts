/**
 * What an import in a re-evaluated module means: a file that changed as well, which is evaluated
 * or required again, or something that Node has and keeps (interop rule RLD-11).
 */
import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { pathToFileURL } from 'node:url'
import { requireCompiler } from '../compiler.js'
import { fromParent } from '../from-parent.js'
import { NEXT_MODULES } from '../next-map.js'
import { fromPaths } from '../paths.js'
import { probe } from '../probe.js'
import { isProjectFile, pathOf, realPath } from '../project-file.js'
import { absolutePath } from '../resolve-rules.js'
import { isRequirable, moduleFormat } from './format.js'
import type { ModuleGraph } from './graph.js'
import { resolveNatively } from './import-meta-resolve.js'
import { versioned } from './purged-url.js'
import type { Located, Rerun } from './runner.js'

export interface Locator {
  locate(specifier: string, importer: string): Located
  relocate(specifier: string, importer: string): Rerun | undefined
  /** How a file is evaluated that changed. */
  again(file: string): Located
  /** Whether a file that nobody has loaded yet imports, at whatever remove, a changed ES module. */
  leadsToChanged(file: string): boolean
  /** Whether an import that led nowhere would lead somewhere now. */
  appeared(file: string): boolean
}

/** @param source - JavaScript of an ES module. */
export function createLocator(graph: ModuleGraph, source: (file: string) => string): Locator {
  return {
    locate(specifier, importer) {
      const query = /^[^?#]+(\?[^#]*)$/.exec(specifier)?.[1] ?? ''
      if (query && isPath(specifier)) return locateQuery(specifier, query, importer)
      const file = fileOf(specifier, importer)
      if (file === undefined) {
        if (isPath(specifier)) graph.notFound(importer, specifier)
        return { by: 'native', specifier: fromParent(specifier, importer) }
      }
      graph.link(importer, file)
      return isChanged(file) ? again(file) : { by: 'native', specifier: pathToFileURL(file).href }
    },
    relocate(specifier, importer) {
      if (isPath(specifier) || fileOf(specifier, importer) !== undefined) return undefined
      const file = graph.resolution(importer, specifier)
      // Of a file that is gone Node says who imports it.
      if (file === undefined || !existsSync(file)) return undefined
      graph.link(importer, file)
      if (graph.version(file) === 0) return undefined
      const located = again(file)
      return located.by === 'native' ? undefined : located
    },
    again,
    leadsToChanged: file => isProjectFile(file) && importsChanged(file),
    appeared(file) {
      return [...graph.reachable(file)].some(each =>
        [...graph.node(each).missing].some(specifier => fileOf(specifier, each) !== undefined),
      )
    },
  }

  /** For each query Node has an instance of its own, which is not evaluated here. */
  function locateQuery(specifier: string, query: string, importer: string): Located {
    const file = fileOf(specifier.slice(0, -query.length), importer)
    if (file === undefined) return { by: 'native', specifier: fromParent(specifier, importer) }
    graph.link(importer, file)
    const url = pathToFileURL(file).href + query
    const version = graph.version(file)
    return { by: 'native', specifier: version > 0 ? versioned(url, version) : url }
  }

  function isChanged(file: string): boolean {
    if (!isProjectFile(file)) return false
    if (graph.version(file) === 0 && importsChanged(file)) graph.node(file).version = 1
    return graph.version(file) > 0
  }

  function again(file: string): Located {
    const version = graph.version(file)
    if (moduleFormat(file) === 'module') return { by: 'runner', file, version }
    if (isRequirable(file)) return { by: 'require', file }
    graph.purged(file)
    return { by: 'native', specifier: versioned(pathToFileURL(file).href, version) }
  }

  /**
   * A file that nobody has loaded yet would be Node's, but Node would give it the old instances of
   * what it imports; so one that leads to a changed ES module is evaluated here from the start.
   */
  function importsChanged(file: string, seen = new Set<string>()): boolean {
    if (seen.has(file) || graph.node(file).loaded || require.cache[file]) return false
    seen.add(file)
    return staticImports(file).some(specifier => {
      const child = fileOf(specifier, file)
      if (child === undefined || !isProjectFile(child)) return false
      return graph.version(child) > 0 || importsChanged(child, seen)
    })
  }

  function staticImports(file: string): readonly string[] {
    try {
      if (moduleFormat(file) === 'commonjs') return []
      return requireCompiler().moduleRunnerTransformSync(file, source(file)).deps
    } catch {
      // Node reports it when the file is imported.
      return []
    }
  }
}

/** `undefined` for a package or a built-in module, and for an import that leads nowhere. */
function fileOf(specifier: string, importer: string): string | undefined {
  const file = foundFile(specifier, importer)
  return file === undefined ? undefined : realPath(file)
}

function foundFile(specifier: string, importer: string): string | undefined {
  if (!isPath(specifier)) {
    return fromPaths(specifier, importer, { importer }) ?? fileOfPackage(specifier, importer)
  }
  if (/[?#]/.test(specifier)) return undefined
  const path = absolutePath(specifier, importer, 'import')
  return path === undefined ? undefined : probe(path, { importer })
}

/** Behind a package's name may lie a workspace, or the package itself; behind `#name` as well. */
function fileOfPackage(specifier: string, importer: string): string | undefined {
  if (isBuiltin(specifier) || NEXT_MODULES.has(specifier)) return undefined
  const url = resolvedNatively(fromParent(specifier, importer))
  const file = url?.includes('?') ? undefined : pathOf(url)
  return file !== undefined && isProjectFile(file) ? file : undefined
}

function resolvedNatively(specifier: string): string | undefined {
  try {
    return resolveNatively(specifier)
  } catch {
    // Node reports it when the module is imported.
    return undefined
  }
}

function isPath(specifier: string): boolean {
  return /^(?:\.{0,2}\/|\.{1,2}$|file:)/.test(specifier)
}

/**
 * Which project file imported which, as the hooks saw it (interop rules RLD-1, RLD-5, RLD-6).
 * Recorded in development only. What a CommonJS module requires is read from Node's own `children`
 * as well: a `require` that Node answers from its cache of resolutions reaches no hook.
 */
import type { Kind } from '../node-module.js'
import { isProjectFile } from '../project-file.js'
import type { Stamp } from './stamp.js'

export interface GraphNode {
  /** Of the source that is in use; absent until the file is looked at for the first time. */
  stamp?: Stamp
  /** How often it was found changed. 0: the instance is the one that Node has. */
  version: number
  /** The version that was last evaluated without an error. */
  evaluated?: number
  /** Whether its source passed our hook, as opposed to having been loaded by the server before. */
  loaded: boolean
  readonly imports: Set<string>
  /** Those that an ES module got from `createRequire`. */
  readonly required: Set<string>
  readonly importers: Set<string>
  /** Specifiers that led nowhere. */
  readonly missing: Set<string>
}

/** Stands for an importer that is no project file: a package. */
const OUTSIDE = ''

export class ModuleGraph {
  /** The route files of all mounts that reload. */
  readonly roots = new Set<string>()
  /** CommonJS modules that the server had when the recording began. */
  readonly initial: ReadonlySet<string>
  /** CommonJS modules that were taken out of Node's cache, with their version then. */
  readonly purges = new Map<string, number>()
  readonly #nodes = new Map<string, GraphNode>()
  readonly #resolutions = new Map<string, string>()

  constructor(initial: Iterable<string> = Object.keys(require.cache)) {
    this.initial = new Set(initial)
  }

  /**
   * A hook resolved an import.
   *
   * @param kind - `require` of an ES module is not heard of a second time: Node answers it from its
   *   cache of resolutions, and an ES module has no `children`.
   */
  imported(importer: string, specifier: string, file: string, kind: Kind = 'import'): void {
    const from = isProjectFile(importer) ? importer : OUTSIDE
    this.#resolutions.set(`${from}\n${specifier}`, file)
    this.link(from, file)
    if (kind === 'require' && !require.cache[from]) this.node(from).required.add(file)
  }

  link(importer: string, file: string): void {
    this.node(file).importers.add(importer)
    if (importer !== OUTSIDE) this.node(importer).imports.add(file)
  }

  /** What `specifier` meant when it was last resolved for `importer`. */
  resolution(importer: string, specifier: string): string | undefined {
    return this.#resolutions.get(`${importer}\n${specifier}`)
  }

  /** A hook could not resolve an import. */
  notFound(importer: string, specifier: string): void {
    this.node(importer).missing.add(specifier)
  }

  /**
   * The source is about to be read: what it imported before counts no more. An older stamp stays,
   * for whoever was evaluated with that source: the difference is found by the next request.
   */
  loading(file: string, stamp: Stamp): void {
    const node = this.node(file)
    node.loaded = true
    node.stamp ??= stamp
    for (const child of node.imports) {
      if (node.required.has(child)) continue
      this.node(child).importers.delete(file)
      node.imports.delete(child)
    }
    node.missing.clear()
  }

  purged(file: string): void {
    this.purges.set(file, this.version(file))
  }

  node(file: string): GraphNode {
    const known = this.#nodes.get(file)
    if (known) return known
    const node: GraphNode = {
      version: 0,
      loaded: false,
      imports: new Set(),
      required: new Set(),
      importers: new Set(),
      missing: new Set(),
    }
    this.#nodes.set(file, node)
    return node
  }

  version(file: string): number {
    return this.#nodes.get(file)?.version ?? 0
  }

  get size(): number {
    return this.#nodes.size
  }

  /** Whether any module has left Node's module map or CommonJS cache. */
  get isEdited(): boolean {
    return [...this.#nodes.values()].some(({ version }) => version > 0)
  }

  importsOf(file: string): Set<string> {
    const imports = new Set(this.#nodes.get(file)?.imports)
    for (const { filename } of require.cache[file]?.children ?? []) {
      if (isProjectFile(filename)) imports.add(filename)
    }
    return imports
  }

  /** The files and everything below them. */
  reachable(...files: readonly string[]): Set<string> {
    const found = new Set(files)
    for (const file of found) for (const child of this.importsOf(file)) found.add(child)
    return found
  }
}

/** The route table as a trie with one level per URL segment. */
import { withRawBrackets } from './canonical.js'
import type { Entry } from './entry.js'
import type { Match, Route } from './route.js'

/** How a node hangs below its parent; also how much of the parent was tried before it. */
export const STATIC = 1
export const DYNAMIC = 2

/** Where a parameter stands. */
export interface Binding {
  readonly name: string
  /** Number of segments before it. */
  readonly depth: number
  /** Takes all that is left. */
  readonly rest: boolean
}

/** A route at its place in the tree. */
export interface Leaf {
  readonly route: Route
  readonly bindings: readonly Binding[]
  /** The answer for a route without parameters, made once. */
  readonly hit: Match | undefined
}

export interface Node {
  readonly parent: Node | undefined
  readonly edge: typeof STATIC | typeof DYNAMIC
  /** By every spelling of the segment. A Map: names come from files, and `constructor` is one of them. */
  statics: Map<string, Node> | undefined
  dynamic: Node | undefined
  /** The route that ends here. */
  leaf: Leaf | undefined
  catchAll: Leaf | undefined
  optionalCatchAll: Leaf | undefined
}

export interface Tree {
  readonly root: Node
  readonly routes: readonly Route[]
  /** Whole path → answer, for routes without parameters. */
  readonly hits: ReadonlyMap<string, Match>
}

/** Builds the tree of entries that are free of conflicts. */
export function buildTree(entries: readonly Entry[]): Tree {
  const root = createNode(undefined, STATIC)
  const routes: Route[] = []
  const hits = new Map<string, Match>()
  for (const entry of entries) {
    const leaf = createLeaf(entry)
    insert(root, entry, leaf)
    routes.push(leaf.route)
    if (leaf.hit) hits.set(canonicalPath(entry), leaf.hit)
  }
  return { root, routes, hits }
}

function createNode(parent: Node | undefined, edge: Node['edge']): Node {
  return {
    parent,
    edge,
    statics: undefined,
    dynamic: undefined,
    leaf: undefined,
    catchAll: undefined,
    optionalCatchAll: undefined,
  }
}

function createLeaf({ pattern, file, appPath, segments }: Entry): Leaf {
  const params: Route['params'][number][] = []
  const bindings: Binding[] = []
  segments.forEach(({ kind, name }, depth) => {
    if (kind === 'static') return
    params.push(Object.freeze({ name, kind }))
    bindings.push({ name, depth, rest: kind !== 'dynamic' })
  })
  const route = Object.freeze({ pattern, file, appPath, params: Object.freeze(params) })
  const hit = params.length === 0 ? Object.freeze({ route, params: undefined }) : undefined
  return { route, bindings, hit }
}

function insert(root: Node, { segments }: Entry, leaf: Leaf): void {
  let node = root
  for (const segment of segments) {
    if (segment.kind === 'catch-all') {
      node.catchAll = leaf
      return
    }
    if (segment.kind === 'optional-catch-all') {
      node.optionalCatchAll = leaf
      return
    }
    node = segment.kind === 'static' ? staticChild(node, segment.key) : dynamicChild(node)
  }
  node.leaf = leaf
}

function staticChild(node: Node, key: string): Node {
  node.statics ??= new Map()
  let child = node.statics.get(key)
  if (!child) {
    child = createNode(node, STATIC)
    node.statics.set(key, child).set(withRawBrackets(key), child)
  }
  return child
}

function dynamicChild(node: Node): Node {
  node.dynamic ??= createNode(node, DYNAMIC)
  return node.dynamic
}

function canonicalPath({ segments }: Entry): string {
  return `/${segments.map(segment => (segment.kind === 'static' ? segment.key : '')).join('/')}`
}

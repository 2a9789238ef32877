/**
 * A walk through the tree along a raw path. Per segment static goes before dynamic, catch-all and
 * optional catch-all, and a branch that ends without a route is left again: the first of Next's
 * sorted routes that fits. Backtracking follows the parent links, so every node is entered at most
 * once and no stack is needed.
 */
import { decodeParts, decodeValue } from './decode.js'
import type { Leaf } from './leaf.js'
import type { RawPath } from './raw-path.js'
import type { Match, Refusal } from './route.js'
import { CATCH_ALL, LEAF, type Node, OPTIONAL_CATCH_ALL, ROOT, type Tree } from './tree.js'

/** What of a node's children was tried. */
const NOTHING = 0
const STATIC = 1
const DYNAMIC = 2

/**
 * Finds the route that owns a path without empty segments.
 *
 * @param accepts - asked for each that fits, in their order, until it says yes.
 */
export function findLeaf(
  tree: Tree,
  path: RawPath,
  accepts: (leaf: Leaf) => boolean = anyLeaf,
): Leaf | undefined {
  let node = ROOT
  let tried = NOTHING
  let depth = 0
  for (;;) {
    const atEnd = depth === path.count
    const child = atEnd ? ROOT : nextChild(tree, node, tried, path, depth)
    if (child !== ROOT) {
      node = child
      tried = NOTHING
      depth++
      continue
    }
    const leaf = tree.leafAt(node, atEnd ? LEAF : CATCH_ALL)
    if (leaf && accepts(leaf)) return leaf
    const optional = tree.leafAt(node, OPTIONAL_CATCH_ALL)
    if (optional && accepts(optional)) return optional
    if (node === ROOT) return undefined
    tried = tree.isDynamic(node) ? DYNAMIC : STATIC
    node = tree.parentOf(node)
    depth--
  }
}

const anyLeaf = (): boolean => true

/** The child to try next; no node has the root for a child. */
function nextChild(tree: Tree, node: Node, tried: number, path: RawPath, depth: number): Node {
  const child = tried === NOTHING ? tree.staticChild(node, path, depth) : ROOT
  if (child !== ROOT) return child
  return tried === DYNAMIC ? ROOT : tree.dynamicChild(node)
}

/**
 * Reads the parameters of a leaf that {@link findLeaf} found on the same path. Only now, so that
 * what is malformed in a path that belongs to nobody stays the host's business.
 *
 * @param lenient - let NUL and backslash pass (`parity: 'exact'`).
 */
export function readMatch(leaf: Leaf, path: RawPath, lenient: boolean): Match | Refusal {
  if (leaf.hit) return leaf.hit
  const params = new Parameters()
  for (const { name, depth, rest } of leaf.bindings) {
    if (depth === path.count) break
    const value = rest ? readRest(path, depth, lenient) : readSegment(path, depth, lenient)
    if (typeof value !== 'string' && !Array.isArray(value)) return value
    params[name] = value
  }
  return { route: leaf.route, params }
}

/**
 * Inherits nothing: `__proto__` in a path is a value like any other, here and in the handler. Not
 * `Object.create(null)`, which V8 makes a dictionary, slow to fill and to enumerate.
 */
class Parameters {
  [name: string]: string | string[]
}
Object.setPrototypeOf(Parameters.prototype, null)
Reflect.deleteProperty(Parameters.prototype, 'constructor')

function readSegment(path: RawPath, depth: number, lenient: boolean): string | Refusal {
  const raw = path.text.slice(path.startOf(depth), path.endOf(depth))
  return path.isPlain ? raw : decodeValue(raw, lenient)
}

function readRest(path: RawPath, depth: number, lenient: boolean): string[] | Refusal {
  const raw = path.text.slice(path.startOf(depth), path.end)
  return path.isPlain ? raw.split('/') : decodeParts(raw, lenient)
}

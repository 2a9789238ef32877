/**
 * A walk through the tree along a raw path. Per segment static goes before dynamic, catch-all and
 * optional catch-all, and a branch that ends without a route is left again: the first of Next's
 * sorted routes that fits. Backtracking follows the parent links, so every node is entered at most
 * once and neither a stack nor a list of segments is needed.
 */
import { upperCaseEscapes } from './canonical.js'
import { decodeParts, decodeValue } from './decode.js'
import type { Match, Refusal } from './route.js'
import { DYNAMIC, type Leaf, type Node, type STATIC } from './tree.js'

/** What of a node's children was tried: nothing, the static one, or the dynamic one as well. */
type Tried = 0 | typeof STATIC | typeof DYNAMIC

/**
 * Finds the route that owns a path.
 *
 * @param path - without empty segments; may have one trailing slash.
 * @param end - length of the path without its trailing slash; 1 for the root.
 */
export function findLeaf(root: Node, path: string, end: number): Leaf | undefined {
  let node = root
  let tried: Tried = 0
  let start = 1
  for (;;) {
    const atEnd = start >= end
    const stop = atEnd ? end : segmentEnd(path, start, end)
    const child = atEnd ? undefined : nextChild(node, tried, path, start, stop)
    if (child) {
      node = child
      tried = 0
      start = stop + 1
      continue
    }
    const leaf = (atEnd ? node.leaf : node.catchAll) ?? node.optionalCatchAll
    if (leaf || !node.parent) return leaf
    tried = node.edge
    node = node.parent
    start = path.lastIndexOf('/', start - 2) + 1
  }
}

function nextChild(
  node: Node,
  tried: Tried,
  path: string,
  start: number,
  stop: number,
): Node | undefined {
  if (tried === 0 && node.statics) {
    const child = node.statics.get(upperCaseEscapes(path.slice(start, stop)))
    if (child) return child
  }
  return tried === DYNAMIC ? undefined : node.dynamic
}

/**
 * Reads the parameters of a leaf that {@link findLeaf} found on the same path. Only now, so that
 * what is malformed in a path that belongs to nobody stays the host's business.
 *
 * @param lenient - let NUL and backslash pass (`parity: 'exact'`).
 */
export function readMatch(
  leaf: Leaf,
  path: string,
  end: number,
  lenient: boolean,
): Match | Refusal {
  if (leaf.hit) return leaf.hit
  // Without prototype: `__proto__` in a path is a value like any other, here and in the handler.
  const params: Record<string, string | string[]> = Object.create(null)
  let start = 1
  let depth = 0
  for (const { name, depth: wanted, rest } of leaf.bindings) {
    for (; depth < wanted; depth++) start = segmentEnd(path, start, end) + 1
    if (start >= end) break
    const value = rest
      ? decodeParts(path.slice(start, end), lenient)
      : decodeValue(path.slice(start, segmentEnd(path, start, end)), lenient)
    if (typeof value !== 'string' && !Array.isArray(value)) return value
    params[name] = value
  }
  return { route: leaf.route, params }
}

function segmentEnd(path: string, start: number, end: number): number {
  const slash = path.indexOf('/', start)
  return slash === -1 ? end : slash
}

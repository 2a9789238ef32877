/**
 * The route table as a trie with one level per URL segment. Its nodes are rows of one table of
 * numbers: with an object and a `Map` for each, a hundred thousand routes would take a hundred
 * megabytes, and a lookup would wait for memory at every segment.
 */
import { withRawBrackets } from './canonical.js'
import { doubled } from './doubled.js'
import type { Entry } from './entry.js'
import type { Leaf } from './leaf.js'
import type { RawPath } from './raw-path.js'
import { hashOf } from './segment-hash.js'
import { StaticEdges } from './static-edges.js'

/** A node, by the number of its row; 0 is the root, and as a child: none. */
export type Node = number

export const ROOT: Node = 0

/** The columns of a node: its parent, its dynamic child, and the routes that have it for an end. */
const PARENT = 0
const DYNAMIC = 1
export const LEAF = 2
export const CATCH_ALL = 3
export const OPTIONAL_CATCH_ALL = 4
const COLUMNS = 5

/** How a route ends at a node: there, or with all segments from there on. */
export type End = typeof LEAF | typeof CATCH_ALL | typeof OPTIONAL_CATCH_ALL

/** Where a route stands. */
export interface Place {
  readonly node: Node
  readonly end: End
}

const END_OF = { 'catch-all': CATCH_ALL, 'optional-catch-all': OPTIONAL_CATCH_ALL } as const

export class Tree {
  /** How many segments the longest route has. */
  depth = 0
  /** By the numbers in the columns of the nodes; 0 is none. */
  readonly #leaves: (Leaf | undefined)[] = [undefined]
  readonly #edges = new StaticEdges()
  #nodes = new Int32Array(64 * COLUMNS)
  #count = 1

  /** The child behind a segment of a path. */
  staticChild(node: Node, path: RawPath, segment: number): Node {
    const hash = path.hashOf(segment)
    return this.#edges.find(node, hash, path.text, path.startOf(segment), path.endOf(segment))
  }

  dynamicChild(node: Node): Node {
    return this.#nodes[node * COLUMNS + DYNAMIC]!
  }

  parentOf(node: Node): Node {
    return this.#nodes[node * COLUMNS + PARENT]!
  }

  /** Whether a node hangs below its parent by a parameter. */
  isDynamic(node: Node): boolean {
    return this.dynamicChild(this.parentOf(node)) === node
  }

  leafAt(node: Node, end: End): Leaf | undefined {
    return this.#leaves[this.#nodes[node * COLUMNS + end]!]
  }

  /** The place of a route with these segments; `undefined` if the tree does not reach so far. */
  locate(segments: Entry['segments']): Place | undefined {
    let node = ROOT
    for (const segment of segments) {
      if (segment.kind !== 'static' && segment.kind !== 'dynamic') {
        return segment === segments.at(-1) ? { node, end: END_OF[segment.kind] } : undefined
      }
      node = segment.kind === 'static' ? this.#find(node, segment.key) : this.dynamicChild(node)
      if (node === ROOT) return undefined
    }
    return { node, end: LEAF }
  }

  /** The same, with what the tree lacks of the way. */
  reach(segments: Entry['segments']): Place {
    this.depth = Math.max(this.depth, segments.length)
    let node = ROOT
    let end: End = LEAF
    for (const segment of segments) {
      if (segment.kind === 'static') node = this.#staticChild(node, segment.key)
      else if (segment.kind === 'dynamic') node = this.dynamicChild(node) || this.#addDynamic(node)
      else end = END_OF[segment.kind]
    }
    return { node, end }
  }

  put({ node, end }: Place, leaf: Leaf): void {
    this.#nodes[node * COLUMNS + end] = this.#leaves.push(leaf) - 1
  }

  #find(parent: Node, key: string): Node {
    return this.#edges.find(parent, hashOf(key), key, 0, key.length)
  }

  #staticChild(parent: Node, key: string): Node {
    const known = this.#find(parent, key)
    if (known) return known
    const child = this.#add(parent)
    this.#edges.add(parent, key, child)
    const raw = withRawBrackets(key)
    if (raw !== key) this.#edges.add(parent, raw, child)
    return child
  }

  #addDynamic(parent: Node): Node {
    const child = this.#add(parent)
    this.#nodes[parent * COLUMNS + DYNAMIC] = child
    return child
  }

  #add(parent: Node): Node {
    const node = this.#count++
    if (this.#count * COLUMNS > this.#nodes.length) this.#nodes = doubled(this.#nodes)
    this.#nodes[node * COLUMNS + PARENT] = parent
    return node
  }
}

/** Walking a syntax tree of which only few shapes matter (ESTree, as oxc-parser gives it). */

export interface Node {
  readonly type: string
  readonly start: number
  readonly [member: string]: unknown
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof Object(value).type === 'string'
}

/** @param enters - whether the inside of a node matters. */
export function* nodesOf(
  root: unknown,
  enters: (node: Node) => boolean = () => true,
): Generator<Node, void> {
  if (Array.isArray(root)) {
    for (const each of root) yield* nodesOf(each, enters)
  } else if (isNode(root)) {
    yield root
    if (enters(root)) yield* nodesOf(Object.values(root), enters)
  }
}

/** The list in a member of a node; empty where there is none. */
export function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

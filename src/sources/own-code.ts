/** What of a file runs for each call: everything but types, and functions whose values are cached. */
import { isNode, listOf, type Node } from './nodes.js'

/** Visits nodes from the outside to the inside, each with the node around it. */
export function visitOwnCode(
  program: Node,
  visit: (node: Node, parent: Node | undefined) => void,
): void {
  if (isCached(program)) return
  enter(program, undefined, visit)
}

function enter(
  node: Node,
  parent: Node | undefined,
  visit: (node: Node, parent: Node | undefined) => void,
): void {
  if (isType(node)) return
  visit(node, parent)
  if (isImport(node) || (isNode(node['body']) && isCached(node['body']))) return
  for (const value of Object.values(node)) {
    if (isNode(value)) enter(value, node, visit)
    else for (const child of listOf(value)) enter(child, node, visit)
  }
}

/** `'use cache'` at the top. Not `'use cache: private'`, which runs each time. */
function isCached({ body }: Node): boolean {
  return listOf(body).some(({ directive }) => {
    return typeof directive === 'string' && /^use cache(?!: private$)/.test(directive)
  })
}

/** Of TypeScript's own nodes, those that are code have an expression or members with values. */
function isType({ type }: Node): boolean {
  return /^TS(?!.*Expression$|Enum|Export|Import|Module|Parameter)/.test(type)
}

/** Who imports a name does not use it yet. */
function isImport({ type }: Node): boolean {
  return type === 'ImportDeclaration'
}

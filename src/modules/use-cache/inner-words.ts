/**
 * `this`, `super`, `arguments` and `new.target` that a function or class takes from itself or from
 * around it. In a cached function they would be another value, a syntax error, or no part of the
 * key.
 */
import type { Reference } from './scope-types.js'
import { isFunction, isWithin, type Node } from './syntax.js'
import type { Tree } from './tree.js'

export interface InnerWord {
  readonly word: string
  readonly at: number
}

/** The first one; `undefined` for none. */
export function innerWord(tree: Tree, root: Node): InnerWord | undefined {
  const used = tree.references.find(reference => isArgumentsOf(reference, root))
  if (used) return { word: 'arguments', at: used.identifier.start }
  return search(tree, root)
}

/** `arguments` of `root` or of a function around it, and no variable of that name. */
function isArgumentsOf({ identifier, resolved }: Reference, root: Node): boolean {
  if (identifier.name !== 'arguments' || !isWithin(identifier, root)) return false
  if (!resolved) return true
  const { block } = resolved.scope
  return resolved.defs.length === 0 && (block === root || !isWithin(block, root))
}

function search(tree: Tree, node: Node): InnerWord | undefined {
  const word = wordOf(node)
  if (word !== undefined) return { word, at: node.start }
  for (const child of tree.children(node)) {
    if (hasItsOwn(node, child)) continue
    const found = search(tree, child)
    if (found) return found
  }
  return undefined
}

function wordOf(node: Node): string | undefined {
  if (node.type === 'ThisExpression') return 'this'
  if (node.type === 'Super') return 'super'
  return node.type === 'MetaProperty' && node.meta.name === 'new' ? 'new.target' : undefined
}

/** Where these words start to mean something else; keys and `extends` belong to the outside. */
function hasItsOwn(node: Node, child: Node): boolean {
  if (isFunction(child)) return child.type !== 'ArrowFunctionExpression'
  if (child.type === 'StaticBlock') return true
  return node.type === 'PropertyDefinition' && child === node.value
}

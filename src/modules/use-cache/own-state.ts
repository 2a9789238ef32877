/**
 * Whether a function or class is given properties after it was made. What it captures then is not
 * all that its result depends on, so it cannot be followed (interop rule UC-8).
 */
import { type Class, type FunctionNode, isClass, isWithin, type Node } from './syntax.js'
import type { Tree } from './tree.js'

export function hasOwnState(tree: Tree, definition: FunctionNode | Class): boolean {
  const isMeant = (defs: readonly { node: Node }[]): boolean =>
    defs.some(({ node }) => node === definition || ('init' in node && isIn(definition, node)))
  const isChanged = tree.references.some(
    ({ identifier, resolved }) =>
      resolved !== null && isMeant(resolved.defs) && canChange(tree, identifier),
  )
  return isChanged || (isClass(definition) && changesItself(tree, definition))
}

/** `const name = definition`, in whatever a transpiler puts around it. */
function isIn({ start, end }: Node, declarator: Node): boolean {
  return start >= declarator.start && end === declarator.end
}

/** `g.x = 1`, `G.prototype.x = 1`, `Object.assign(g, …)`, `h = g`. */
function canChange(tree: Tree, identifier: Node): boolean {
  const target = outermostMember(tree, identifier)
  const parent = tree.parents.get(target)
  if (!parent) return false
  if (target !== identifier && isWrite(parent, target)) return true
  if (target === identifier && isCopy(parent, target)) return true
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== target) return false
  const { start, end } = parent.callee
  return /^(?:Object|Reflect)\b/.test(tree.source.slice(start, end))
}

/** In static members and blocks, where `this` is the class. */
function changesItself(tree: Tree, { body }: Class): boolean {
  const members = body.body.filter(
    member => member.type === 'StaticBlock' || ('static' in member && member.static),
  )
  const isSelf = ({ type }: Node) => type === 'ThisExpression' || type === 'Super'
  return tree.nodes.some(node => {
    if (!isSelf(node) || !members.some(member => isWithin(node, member))) return false
    const target = outermostMember(tree, node)
    const parent = tree.parents.get(target)
    return target !== node && parent !== undefined && isWrite(parent, target)
  })
}

function outermostMember(tree: Tree, node: Node): Node {
  const parent = tree.parents.get(node)
  const isMember = parent?.type === 'MemberExpression' && parent.object === node
  return isMember ? outermostMember(tree, parent) : node
}

function isWrite(parent: Node, target: Node): boolean {
  switch (parent.type) {
    case 'AssignmentExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === target
    case 'UpdateExpression':
      return true
    case 'UnaryExpression':
      return parent.operator === 'delete'
    default:
      return parent.type.endsWith('Pattern') || parent.type === 'RestElement'
  }
}

function isCopy(parent: Node, target: Node): boolean {
  if (parent.type === 'VariableDeclarator') return parent.init === target
  return parent.type === 'AssignmentExpression' && parent.right === target
}

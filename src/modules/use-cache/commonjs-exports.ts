/**
 * The exports of a CommonJS module, in the shapes that people, tsc, swc, esbuild and Babel write.
 * What is not understood counts as an export of an unknown value.
 */
import { standsFor } from './definitions.js'
import { describedExports, objectExports } from './export-objects.js'
import type { ExportedValue } from './module-exports.js'
import { bare, isCallOf, type Node, staticName } from './syntax.js'
import type { Tree } from './tree.js'

export function commonJsExports(tree: Tree): ExportedValue[] {
  return tree.references.flatMap(({ identifier, resolved }) => {
    if (resolved) return []
    if (identifier.name === 'exports') return usesOf(tree, identifier)
    const member = tree.parents.get(identifier)
    if (identifier.name !== 'module' || memberName(member) !== 'exports') return []
    return usesOf(tree, member!)
  })
}

/** @param target - `exports` or `module.exports`. */
function usesOf(tree: Tree, target: Node): ExportedValue[] {
  const parent = tree.parents.get(target)
  if (parent?.type === 'AssignmentExpression' && parent.left === target) {
    return isNeverRun(tree, parent) ? [] : replacedBy(tree, bare(parent.right))
  }
  if (parent?.type === 'CallExpression' && parent.callee !== target) {
    return describedExports(tree, parent, target)
  }
  if (parent?.type === 'VariableDeclarator') return [unknown('', parent)]
  if (parent?.type !== 'MemberExpression' || parent.object !== target) return []
  const assignment = tree.parents.get(parent)
  if (assignment?.type !== 'AssignmentExpression' || assignment.left !== parent) return []
  const name = memberName(parent)
  const value = bare(assignment.right)
  if (name === '__esModule' || isVoid(value)) return []
  return [{ name: name ?? '', value: standsFor(tree, value), at: assignment.start }]
}

/** `module.exports = value`. */
function replacedBy(tree: Tree, value: Node): ExportedValue[] {
  if (value.type === 'ObjectExpression') return objectExports(tree, value)
  const [collected] = isCallOf(value, /^__toCommonJS\d*$/) ? value.arguments : []
  if (collected?.type !== 'Identifier') {
    return [{ name: 'module.exports', value: standsFor(tree, value), at: value.start }]
  }
  // esbuild: `__export(collected, { a: () => a })` stands elsewhere.
  return tree.references
    .filter(({ identifier }) => identifier.name === collected.name && identifier !== collected)
    .flatMap(({ identifier }) => {
      const call = tree.parents.get(identifier)
      return call?.type === 'CallExpression' ? describedExports(tree, call, identifier) : []
    })
}

/** `0 && (module.exports = …)`, which esbuild writes for Node's scan of export names. */
function isNeverRun({ parents }: Tree, node: Node): boolean {
  const parent = parents.get(node)
  return (
    parent?.type === 'LogicalExpression' && parent.left.type === 'Literal' && !parent.left.value
  )
}

function isVoid(node: Node): boolean {
  return node.type === 'UnaryExpression' && node.operator === 'void'
}

function memberName(node: Node | undefined): string | undefined {
  return node?.type === 'MemberExpression' ? staticName(node.property, node.computed) : undefined
}

function unknown(name: string, { start }: Node): ExportedValue {
  return { name, value: undefined, at: start }
}

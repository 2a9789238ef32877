/** What a variable is for certain: a function or class that nothing ever replaces. */
import type { Reference, Variable } from './scope-types.js'
import { bare, type Class, type FunctionNode, isClass, isFunction, type Node } from './syntax.js'
import { isModuleScope, type Tree } from './tree.js'

/** `undefined` for anything else, and where there is a doubt. */
export function definitionOf({ defs, references }: Variable): FunctionNode | Class | undefined {
  const [definition, ...others] = defs
  if (!definition || others.length > 0 || references.some(isReplacement)) return undefined
  const { node } = definition
  if (isFunction(node) || isClass(node)) return definition.type.endsWith('Name') ? node : undefined
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) {
    return undefined
  }
  const value = bare(node.init)
  return isFunction(value) || isClass(value) ? value : undefined
}

function isReplacement(reference: Reference): boolean {
  return reference.isWrite() && !reference.init
}

/** The function or class that an expression at the top of the module stands for. */
export function standsFor(
  tree: Tree,
  expression: Node | undefined,
): FunctionNode | Class | undefined {
  const value = expression && bare(expression)
  if (isFunction(value) || isClass(value)) return value
  const reference = tree.references.find(({ identifier }) => identifier === value)
  const variable = reference?.resolved
  return variable && isModuleScope(tree, variable.scope) ? definitionOf(variable) : undefined
}

/** The same for a name that the module declares. */
export function declaredValue(tree: Tree, name: string): FunctionNode | Class | undefined {
  const scope = tree.scopes.scopes.find(scope => isModuleScope(tree, scope) && scope.set.has(name))
  const variable = scope?.set.get(name)
  return variable && definitionOf(variable)
}

/**
 * The variables whose values belong to a call: declared around the function, but not by the
 * module. A function or class among them has no value that could be compared, so it is followed to
 * its own captures (interop rule UC-8). Where that is not possible it is named itself, and the
 * runtime refuses it: a doubt must never end in the value of another call.
 */
import { definitionOf } from './definitions.js'
import { innerWord } from './inner-words.js'
import { hasOwnState } from './own-state.js'
import type { Reference, Scope, Variable } from './scope-types.js'
import { type Class, type FunctionNode, isClass, isWithin, type Node } from './syntax.js'
import { enclosingFunctions, isModuleScope, type Tree } from './tree.js'

/** Names, sorted. All of them can be read where the function stands. */
export function capturesOf(tree: Tree, fn: FunctionNode): string[] {
  const standing = tree.scopes.acquire(fn, true)?.upper ?? null
  const around = enclosingFunctions(tree, fn)
  const reached = new Map<Node, string[] | undefined>()

  /** `undefined` if a variable of it has no name where `fn` stands. */
  const reach = (node: Node): string[] | undefined => {
    const inside = tree.references.filter(({ identifier }) => isWithin(identifier, node))
    const found = inside.map(reference => captured(reference, node))
    return found.every(names => names !== undefined) ? found.flat() : undefined
  }
  const captured = (reference: Reference, node: Node): string[] | undefined => {
    const { resolved: variable, identifier } = reference
    if (!variable) return isHiddenFunction(tree, identifier.name, around) ? [identifier.name] : []
    if (isWithin(variable.scope.block, node) || isModuleScope(tree, variable.scope)) return []
    const isVisible = node === fn || isNamed(variable, standing)
    return follow(definitionOf(variable)) ?? (isVisible ? [variable.name] : undefined)
  }
  const follow = (definition: FunctionNode | Class | undefined): string[] | undefined => {
    if (!definition || takesFromAround(tree, definition)) return undefined
    if (hasOwnState(tree, definition)) return undefined
    if (!reached.has(definition)) {
      // What it captures by way of itself is what it captures.
      reached.set(definition, [])
      reached.set(definition, reach(definition))
    }
    return reached.get(definition)
  }
  reached.set(fn, [])
  return [...new Set(reach(fn))].sort()
}

/** Whether the variable's name means it there, and not one that hides it or nothing at all. */
function isNamed(variable: Variable, scope: Scope | null): boolean {
  if (!scope) return false
  const found = scope.set.get(variable.name)
  return found ? found === variable : isNamed(variable, scope.upper)
}

function takesFromAround(tree: Tree, definition: Node): boolean {
  const isOpen = definition.type === 'ArrowFunctionExpression' || isClass(definition)
  return isOpen && innerWord(tree, definition) !== undefined
}

/** Outside of strict mode a function in a block can be called from outside of the block. */
function isHiddenFunction({ scopes }: Tree, name: string, around: readonly Node[]): boolean {
  return scopes.scopes.some(({ type, isStrict, block, set }) => {
    if (isStrict || (type !== 'block' && type !== 'switch')) return false
    const isFunction = set.get(name)?.defs.some(({ type }) => type === 'FunctionName') ?? false
    return isFunction && around.some(node => isWithin(block, node))
  })
}

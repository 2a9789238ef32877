/**
 * Direct `eval` and `with`: what the names in their reach mean is known only when the code runs, so
 * nobody can tell what a function captures.
 */
import type { InnerWord } from './inner-words.js'
import { isCallOf, isWithin, type Node } from './syntax.js'
import { enclosingFunctions, type Tree } from './tree.js'

/** The first that a name in `node` can depend on; `undefined` for none. */
export function dynamicNames(tree: Tree, node: Node): InnerWord | undefined {
  const outermost = enclosingFunctions(tree, node).at(-1)
  // A function of the module itself captures nothing, whatever its names mean.
  if (!outermost) return undefined
  const isEval = (other: Node) => isCallOf(other, /^eval$/) && isWithin(other, outermost)
  const isBlock = (other: Node) =>
    other.type === 'WithStatement' && (isWithin(other, outermost) || isWithin(outermost, other))
  const found = tree.nodes.find(other => isEval(other) || isBlock(other))
  return found && { word: found.type === 'WithStatement' ? 'with' : 'eval', at: found.start }
}

/**
 * Finds the directives and refuses those that would be ignored in silence. Texts as in Next.js 16,
 * the stray quote of one included. As with `'use strict'`, the raw text counts: a directive with
 * an escape is none.
 */
import type { FaultAt } from './fault.js'
import {
  type ExpressionStatement,
  type FunctionNode,
  isFunction,
  isStringLiteral,
  type Node,
} from './syntax.js'
import { enclosingFunctions, type Tree } from './tree.js'

export interface Directive {
  /** `default`, or the text after the colon. */
  readonly kind: string
  /** Offset of the text, behind its quote. */
  readonly at: number
  /** What it stands at the top of. */
  readonly owner: FunctionNode | 'file'
}

export function findDirectives(tree: Tree, fault: FaultAt): Directive[] {
  return tree.nodes.flatMap(node => {
    if (node.type !== 'ExpressionStatement') return []
    const { expression } = node
    if (!isStringLiteral(expression)) return []
    const text = tree.source.slice(expression.start + 1, expression.end - 1)
    if (!text.startsWith('use cache')) return []
    return [
      {
        kind: kindOf(text, node, fault),
        at: expression.start + 1,
        owner: ownerOf(tree, node, fault),
      },
    ]
  })
}

function ownerOf(tree: Tree, statement: ExpressionStatement, fault: FaultAt): Directive['owner'] {
  const { start, expression, directive } = statement
  if (start !== expression.start) {
    throw fault('The "use cache" directive cannot be wrapped in parentheses.', start)
  }
  const owner = topOf(tree, statement)
  if (directive && owner) return owner
  const place = enclosingFunctions(tree, statement).length > 0 ? 'function body' : 'file'
  throw fault(`The "use cache" directive must be at the top of the ${place}.`, start)
}

function topOf({ parents, program, wrapper }: Tree, node: Node): Directive['owner'] | undefined {
  const block = parents.get(node)
  if (block === program) return 'file'
  const owner = block && parents.get(block)
  if (!isFunction(owner)) return undefined
  return owner === wrapper ? 'file' : owner
}

/** Every text that begins with the words is meant as one. */
function kindOf(text: string, { start }: Node, fault: FaultAt): string {
  const kind = /^use cache(?:: (\S.*))?$/.exec(text)
  if (kind) return kind[1] ?? 'default'
  const [, colon, meant] = /^use cache\s*(:?)\s*(.*?)\s*$/.exec(text) ?? []
  const suggestion = colon ? `use cache: ${meant || '<cache-kind>'}` : 'use cache'
  throw fault(`Did you mean "${suggestion}"? "${text}" is not a supported directive name."`, start)
}

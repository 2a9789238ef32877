/**
 * The text that goes around a cached function. Insertions only, none with a line break and all at
 * positions of the syntax tree (interop rules UC-2, UC-3, UC-7): lines, closures and hoisting stay
 * as written.
 */
import type { FunctionMeta } from './runtime-shape.js'
import type { FunctionNode } from './syntax.js'
import type { Tree } from './tree.js'

export interface Insertion {
  readonly at: number
  readonly text: string
}

/** The pairs of text around functions, in the order in which the functions begin. */
export interface Surround {
  readonly opening: readonly Insertion[]
  readonly closing: Insertion
}

/** Behind the quote of a directive that was obeyed: a second pass finds none (UC-5). */
export const OBEYED = 'obeyed: '

/** No import: modules of either kind, sandboxes and bundles all reach it (UC-4). */
const RUNTIME = `globalThis[Symbol.for('route-handlers@1')].useCache`
const ARGUMENTS = '$routeHandlersArguments'
const UNCACHED = '$uncached'

export function surroundOf(
  tree: Tree,
  fn: FunctionNode,
  meta: FunctionMeta,
  captures: readonly string[],
): Surround {
  const described = captures.length > 0 ? { ...meta, captured: captures } : meta
  const given = `${JSON.stringify(described)}, () => [${captures.join(', ')}]`
  if (!staysInPlace(tree, fn)) return wrapped(fn, `${RUNTIME}.wrap(${given}, `)
  const called = `(...${ARGUMENTS}) { return ${RUNTIME}.call(${given}, ${ARGUMENTS}, `
  const closing = { at: fn.end, text: ') }' }
  // Without a name there is no position behind it, and no recursion that could miss the cache.
  const isAnonymous = fn.type === 'FunctionDeclaration' && !fn.id
  if (isAnonymous) return { opening: [{ at: fn.start, text: `async function ${called}` }], closing }
  // The text of a method's function begins with its parameters.
  return { opening: [{ at: fn.id?.end ?? fn.start, text: `${called}async function ` }], closing }
}

/** Declarations, which are hoisted, and methods, which have no other form. */
function staysInPlace({ parents }: Tree, fn: FunctionNode): boolean {
  if (fn.type === 'FunctionDeclaration') return true
  const parent = parents.get(fn)
  return parent?.type === 'MethodDefinition' || (parent?.type === 'Property' && parent.method)
}

/** A named expression means itself by its name, and itself is the cached function. */
function wrapped({ id, start, end }: FunctionNode, opening: string): Surround {
  if (!id) return { opening: [{ at: start, text: opening }], closing: { at: end, text: ')' } }
  return {
    opening: [
      { at: start, text: `(() => { const ${id.name} = ${opening}` },
      { at: id.end, text: UNCACHED },
    ],
    closing: { at: end, text: `); return ${id.name} })()` },
  }
}

/** Where functions meet, the inner one is closed first, and both before the next is opened. */
export function inOrder(
  surrounds: readonly Surround[],
  marks: readonly Insertion[],
): readonly Insertion[] {
  const closings = surrounds.map(({ closing }) => closing).reverse()
  const openings = surrounds.flatMap(({ opening }) => opening)
  return [...closings, ...openings, ...marks].sort((a, b) => a.at - b.at)
}

export function inserted(source: string, insertions: readonly Insertion[]): string {
  let text = ''
  let from = 0
  for (const insertion of insertions) {
    text += source.slice(from, insertion.at) + insertion.text
    from = insertion.at
  }
  return text + source.slice(from)
}

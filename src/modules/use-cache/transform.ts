/**
 * The `'use cache'` transform: JavaScript in, the same lines out, with calls of the runtime around
 * the functions that carry the directive (interop rules UC-1 to UC-10).
 */
import type { Parser } from '../parser.js'
import type { Place } from '../source-passes.js'
import { cachedFunctions } from './cached-functions.js'
import { capturesOf } from './captures.js'
import { findDirectives } from './directives.js'
import { faultsOf } from './fault.js'
import { functionId, projectPath } from './function-id.js'
import { inOrder, inserted, OBEYED, surroundOf } from './insertions.js'
import { nameOf, pathOf } from './names.js'
import type { FunctionMeta } from './runtime-shape.js'
import { withShiftedMap } from './shifted-map.js'
import type { FunctionNode } from './syntax.js'
import { parseTree, type Tree } from './tree.js'

/** @throws RouteHandlersError `RH_USE_CACHE`. */
export function transformUseCache(parser: Parser, source: string, place: Place): string {
  const tree = parseTree(parser, place.file, source)
  if (!tree) return source
  const fault = faultsOf(source, place)
  const directives = findDirectives(tree, fault)
  if (directives.length === 0) return source
  const cached = cachedFunctions(tree, directives, place.isRoute ?? false, fault)
  const functions = [...cached].sort(([a], [b]) => a.start - b.start)
  const describe = describer(tree, projectPath(place))
  const surrounds = functions.map(([fn, kind]) =>
    surroundOf(tree, fn, describe(fn, kind), capturesOf(tree, fn)),
  )
  const marks = directives.map(({ at }) => ({ at, text: OBEYED }))
  const insertions = inOrder(surrounds, marks)
  return withShiftedMap(source, insertions, inserted(source, insertions))
}

/** To be asked in the order of the text: functions of one position are numbered. */
function describer(tree: Tree, file: string): (fn: FunctionNode, kind: string) => FunctionMeta {
  const equals = new Map<string, number>()
  return (fn, kind) => {
    const path = pathOf(tree, fn)
    const ordinal = equals.get(path) ?? 0
    equals.set(path, ordinal + 1)
    const text = tree.source.slice(fn.start, fn.end)
    return {
      id: functionId(file, `${path}#${ordinal}`, text),
      file,
      name: nameOf(tree, fn),
      kind,
      parameters: parametersOf(fn),
    }
  }
}

function parametersOf({ params }: FunctionNode): FunctionMeta['parameters'] {
  return params.at(-1)?.type === 'RestElement' ? 'rest' : params.length
}

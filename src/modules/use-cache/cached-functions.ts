/** Which functions of a file are cached, and why some may not be. Texts as in Next.js 16. */
import { commonJsExports } from './commonjs-exports.js'
import type { Directive } from './directives.js'
import { dynamicNames } from './dynamic-names.js'
import { esmExports } from './esm-exports.js'
import type { FaultAt } from './fault.js'
import { innerWord } from './inner-words.js'
import type { ExportedValue } from './module-exports.js'
import { type FunctionNode, isAsyncFunction, isCallOf, type Node } from './syntax.js'
import type { Tree } from './tree.js'

/** Function → kind. */
export type CachedFunctions = ReadonlyMap<FunctionNode, string>

export function cachedFunctions(
  tree: Tree,
  directives: readonly Directive[],
  isRoute: boolean,
  fault: FaultAt,
): CachedFunctions {
  const exported = tree.hasModuleSyntax ? esmExports(tree) : commonJsExports(tree)
  const found = new Map<FunctionNode, string>()
  for (const { owner, kind, at } of directives) {
    if (owner !== 'file') refuse(tree, owner, at, fault)
    else if (isRoute) throw fault(ROUTE_FILE, at)
    // What stands further down wins: the function over its file, and the last of two, as in Next.
    for (const fn of owner === 'file' ? allOf(exported, fault) : [owner]) found.set(fn, kind)
  }
  if (isRoute) refuseHandlers(exported, found, fault)
  for (const fn of found.keys()) refuseWords(tree, fn, fault)
  return found
}

const ROUTE_FILE =
  'The "use cache" directive cannot be at the top of a route file: a Response cannot be stored. ' +
  'Move it into the functions that the handlers call, or to the file that exports them.'

function allOf(exported: readonly ExportedValue[], fault: FaultAt): FunctionNode[] {
  return exported.map(({ value, at }) => {
    if (isAsyncFunction(value)) return value
    throw fault('Only async functions are allowed to be exported in a "use cache" file.', at)
  })
}

function refuse({ parents }: Tree, fn: FunctionNode, at: number, fault: FaultAt): void {
  const parent = parents.get(fn)
  if (parent?.type === 'MethodDefinition' && !parent.static) {
    throw fault(
      'It is not allowed to define inline "use cache" annotated class instance methods.\n' +
        'To define cached functions, use functions, object method properties, or static class methods instead.',
      at,
    )
  }
  if (!isAsyncFunction(fn)) throw fault(`${NOT_ASYNC}${loweredHint(parent)}`, at)
}

const NOT_ASYNC = '"use cache" functions must be async functions.'

/** What tsc, swc and Babel make of an async function for ES2016 and older. */
function loweredHint(parent: Node | undefined): string {
  if (!isCallOf(parent, /^(?:__awaiter|_?async_?to_?generator)$/i)) return ''
  return ' This one was compiled to a generator: set "target" to "es2017" or later.'
}

function refuseWords(tree: Tree, fn: FunctionNode, fault: FaultAt): void {
  const found = innerWord(tree, fn) ?? dynamicNames(tree, fn)
  if (found) throw fault(`"use cache" functions cannot use \`${found.word}\`.`, found.at)
}

const HANDLER = /^(?:GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE)$/

function refuseHandlers(
  exported: readonly ExportedValue[],
  found: CachedFunctions,
  fault: FaultAt,
): void {
  for (const { name, value, at } of exported) {
    if (!HANDLER.test(name) || !found.has(value as FunctionNode)) continue
    throw fault(
      `The "use cache" directive cannot be in the body of the handler ${name}: a Response cannot ` +
        'be stored. Move what is to be cached into a function outside of the handler.',
      at,
    )
  }
}

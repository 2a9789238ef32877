/**
 * The pass over route files of a mount that leaves the global `fetch` alone (`patchFetch: 'module'`):
 * the calls that they write down are given one that knows the cache. What they import calls the
 * global as before.
 */
import type { Parser } from './parser.js'
import { type Renaming, withCallsRenamed } from './rename-calls.js'
import type { Reference } from './use-cache/scope-types.js'
import type { Tree } from './use-cache/tree.js'

/** As wide as what it stands for. */
const CALL = 'f$tch'

/** `fetch` is asked at each call; what the runtime declines, the global does. */
const DECLARATIONS = {
  [CALL]: `;function ${CALL}(){return globalThis[Symbol.for('route-handlers@1')]?.moduleFetch?.(fetch,arguments)??fetch(...arguments)}`,
}

/** Whether the pass may have work. A file that it has been over has none. */
export function callsFetch(source: string): boolean {
  return /\bfetch\b/.test(source) && !source.includes(CALL)
}

export function withModuleFetch(parser: Parser, source: string, file: string): string {
  return withCallsRenamed(parser, source, file, {
    name: 'fetch',
    declarations: DECLARATIONS,
    renamingOf,
  })
}

function renamingOf({ parents }: Tree, { identifier }: Reference): Renaming | undefined {
  const parent = parents.get(identifier)
  const isCalled = parent?.type === 'CallExpression' && parent.callee === identifier
  return isCalled ? { at: identifier.start, name: CALL } : undefined
}

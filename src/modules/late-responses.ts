/**
 * The pass over route files that has `new Response(…)` and `Response.json(…)` make genuine
 * responses whose body stream is late (docs/decisions/083). The identifier `Response` keeps its
 * meaning: only calls are renamed, to functions declared behind the last statement, and to names of
 * the same width, so that lines, columns and source maps stay as they are.
 */
import type { Parser } from './parser.js'
import { type Renaming, withCallsRenamed } from './rename-calls.js'
import type { Reference } from './use-cache/scope-types.js'
import type { Tree } from './use-cache/tree.js'

/** As wide as what each stands for. */
const CONSTRUCTOR = 'Re$ponse'
const JSON_METHOD = 'Response$json'

/** `Response` is asked at each call; what the runtime declines, the platform does. */
const RUNTIME = `globalThis[Symbol.for('route-handlers@1')]?.lateResponses?`
const DECLARATIONS: Readonly<Record<string, string>> = {
  [CONSTRUCTOR]: `;function ${CONSTRUCTOR}(a,b){return ${RUNTIME}.construct(Response,a,b)??new Response(...arguments)}`,
  [JSON_METHOD]: `;function ${JSON_METHOD}(a,b){return ${RUNTIME}.json(Response,a,b)??Response.json(...arguments)}`,
}

/** Whether the pass may have work. A file that it has been over has none. */
export function makesResponses(source: string): boolean {
  return (
    /\bnew\s+Response\b|\bResponse\.json\b/.test(source) &&
    !source.includes(CONSTRUCTOR) &&
    !source.includes(JSON_METHOD)
  )
}

export function withLateResponses(parser: Parser, source: string, file: string): string {
  return withCallsRenamed(parser, source, file, {
    name: 'Response',
    declarations: DECLARATIONS,
    renamingOf,
  })
}

function renamingOf({ source, parents }: Tree, { identifier }: Reference): Renaming | undefined {
  const parent = parents.get(identifier)
  if (parent?.type === 'NewExpression') {
    const isCalled = parent.callee === identifier && parent.arguments.length > 0
    return isCalled ? { at: identifier.start, name: CONSTRUCTOR } : undefined
  }
  // Without a line break or comment between the two, which the name could not hold.
  if (parent?.type !== 'MemberExpression') return undefined
  if (source.slice(parent.start, parent.end) !== 'Response.json') return undefined
  const call = parents.get(parent)
  const isCalled = call?.type === 'CallExpression' && call.callee === parent && !call.optional
  // Without an argument it fails, in words that count them.
  if (!isCalled || call.arguments.length === 0) return undefined
  return { at: identifier.start, name: JSON_METHOD }
}

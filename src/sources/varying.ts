/**
 * Whether the GET of a route could give another answer at each call although it looks at no request
 * and waits for nothing: because it asks the clock, or chance. Told from its source and from the
 * project files that it uses; what packages do is not known, so that using one counts as well
 * (docs/decisions/093-cache-components.md). Functions with `'use cache'` may do all that.
 */
import { isBuiltin } from 'node:module'
import type { Graph } from './import-graph.js'
import { listOf, type Node } from './nodes.js'
import { visitOwnCode } from './own-code.js'
import { isNameOnly, nameOf, varyingWord } from './varying-words.js'

/** Modules of Node.js that give the same each time. */
const STEADY_BUILTINS: ReadonlySet<string> = new Set([
  ...['assert', 'buffer', 'path', 'path/posix', 'punycode', 'querystring'],
  ...['string_decoder', 'url', 'util', 'zlib'],
])

/** Whose functions say by themselves when they look at a request. */
const TOLD = /^(?:next|route-handlers)(?:\/|$)|^(?:server|client)-only$/

export interface Variation {
  /** What varies: `Math.random`, or the name of a package. */
  readonly what: string
  readonly file: string
}

/** `undefined` where nothing was found. A file that cannot be read counts as one that varies. */
export function variationIn(file: string, graph: Graph): Variation | undefined {
  const known = new Set<string>()
  const waiting = [file]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (known.has(next)) continue
    known.add(next)
    const source = graph.read(next)
    if (source === undefined) return { what: 'a file that cannot be read', file: next }
    const { word, names } = ownCodeOf(source.program)
    if (word !== undefined) return { what: word, file: next }
    for (const specifier of usedImports(source.program, names)) {
      const target = graph.targetOf(specifier, next)
      if (target !== undefined) waiting.push(target)
      else if (!isSteady(specifier)) return { what: `"${specifier}"`, file: next }
    }
  }
  return undefined
}

function isSteady(specifier: string): boolean {
  if (TOLD.test(specifier)) return true
  return isBuiltin(specifier) && STEADY_BUILTINS.has(specifier.replace(/^node:/, ''))
}

/** The first word that varies, and the names that the code mentions. */
function ownCodeOf(program: Node): { word: string | undefined; names: ReadonlySet<string> } {
  let word: string | undefined
  const names = new Set<string>()
  visitOwnCode(program, (node, parent) => {
    word ??= varyingWord(node, parent)
    const name = nameOf(node)
    if (name !== undefined && !isNameOnly(node, parent)) names.add(name)
  })
  return { word, names }
}

/** Imports for their effect alone are none that a call uses. */
function usedImports(program: Node, names: ReadonlySet<string>): string[] {
  return listOf(program['body']).flatMap(statement => {
    const { type, source, specifiers } = statement
    const specifier = Object(source).value
    if (typeof specifier !== 'string' || isOfTypes(statement)) return []
    if (type === 'ExportAllDeclaration') return [specifier]
    const locals = listOf(specifiers).filter(each => !isOfTypes(each))
    const isUsed = locals.some(({ local }) => names.has(nameOf(local as Node) ?? ''))
    return isUsed || (type === 'ExportNamedDeclaration' && locals.length > 0) ? [specifier] : []
  })
}

function isOfTypes({ importKind, exportKind }: Node): boolean {
  return importKind === 'type' || exportKind === 'type'
}

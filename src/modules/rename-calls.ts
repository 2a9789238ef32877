/**
 * Gives calls of a global another function, declared behind the last statement. The identifier keeps
 * its meaning; only calls are renamed, and to names of the same width, so that lines, columns and
 * source maps stay as they are.
 */
import type { Parser } from './parser.js'
import type { Reference } from './use-cache/scope-types.js'
import { parseTree, type Tree } from './use-cache/tree.js'

export interface Renaming {
  readonly at: number
  readonly name: string
}

export interface Renamed {
  /** Of the global. */
  readonly name: string
  /** By the new name: what declares it. */
  readonly declarations: Readonly<Record<string, string>>
  /** `undefined` for a mention that is left alone. */
  renamingOf(tree: Tree, reference: Reference): Renaming | undefined
}

/** What the declarations mention; a file that declares one of these is left alone. */
const MENTIONED = ['globalThis', 'Symbol']

export function withCallsRenamed(
  parser: Parser,
  source: string,
  file: string,
  { name, declarations, renamingOf }: Renamed,
): string {
  const tree = parseTree(parser, file, source)
  if (!tree || isBeyondAnalysis(tree)) return source
  const renamings = tree.references
    .filter(({ identifier, resolved }) => identifier.name === name && !resolved)
    .map(reference => renamingOf(tree, reference))
    .filter(renaming => renaming !== undefined)
    .sort((a, b) => a.at - b.at)
  const names = new Set(renamings.map(({ name }) => name))
  const end = tree.program.body.at(-1)?.end ?? 0
  const declared = [...names].map(name => declarations[name]).join('')
  const rest = renamed(source, renamings)
  return rest.slice(0, end) + declared + rest.slice(end)
}

/** Variables that appear while it runs, and those that would hide what we mention. */
function isBeyondAnalysis({ nodes, references, scopes }: Tree): boolean {
  return (
    nodes.some(({ type }) => type === 'WithStatement') ||
    references.some(({ identifier }) => identifier.name === 'eval') ||
    scopes.scopes.some(({ set }) => MENTIONED.some(name => set.has(name)))
  )
}

function renamed(source: string, renamings: readonly Renaming[]): string {
  let text = ''
  let from = 0
  for (const { at, name } of renamings) {
    text += source.slice(from, at) + name
    from = at + name.length
  }
  return text + source.slice(from)
}

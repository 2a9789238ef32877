/** A parsed file: its nodes, who contains whom, and its variables. */
import type { Parser } from '../parser.js'
import { moduleWrapper } from './module-wrapper.js'
import type { Reference, Scope, ScopeManager } from './scope-types.js'
import type { FunctionNode, Node, Program } from './syntax.js'

export interface Tree {
  readonly source: string
  readonly program: Program
  /** In the order of the text. */
  readonly nodes: readonly Node[]
  readonly parents: ReadonlyMap<Node, Node>
  readonly references: readonly Reference[]
  readonly scopes: ScopeManager
  readonly hasModuleSyntax: boolean
  /** The function that a transpiler put around the whole module. */
  readonly wrapper: FunctionNode | undefined
  children(node: Node): Node[]
}

/** `undefined` for a syntax error: it is the host's to report. */
export function parseTree(parser: Parser, file: string, source: string): Tree | undefined {
  const parsed = parse(parser, file, source)
  if (!parsed) return undefined
  const { program } = parsed
  const children = (node: Node): Node[] => childrenOf(node, parser.visitorKeys[node.type] ?? [])
  const nodes: Node[] = []
  const parents = new Map<Node, Node>()
  const enter = (node: Node): void => {
    nodes.push(node)
    for (const child of children(node)) {
      parents.set(child, node)
      enter(child)
    }
  }
  enter(program)
  const { hasModuleSyntax } = parsed.module
  const scopes = parser.analyze(program, {
    ecmaVersion: 2026,
    sourceType: hasModuleSyntax ? 'module' : 'commonjs',
    ...(nodes.some(hasImportOptions) && { childVisitorKeys: IMPORT_OPTIONS }),
  })
  return {
    source,
    program,
    nodes,
    parents,
    references: scopes.scopes.flatMap(({ references }) => references),
    scopes,
    hasModuleSyntax,
    wrapper: moduleWrapper(program),
    children,
  }
}

type ParseResult = ReturnType<Parser['parseSync']>

/** CommonJS may have a `return` outside of functions; asked second, for it refuses `import`. */
function parse({ parseSync }: Parser, file: string, source: string): ParseResult | undefined {
  for (const sourceType of ['unambiguous', 'commonjs'] as const) {
    const result = parseSync(file, source, {
      lang: 'js',
      sourceType,
      preserveParens: false,
      // eslint-scope tells a default value from the function's body by it.
      range: true,
    })
    if (result.errors.every(({ severity }) => String(severity) !== 'Error')) return result
  }
  return undefined
}

/**
 * The one child that eslint-scope does not know of. Its table of children is copied for every
 * pattern, which takes longer than all the rest, so that it is replaced only where needed.
 */
const IMPORT_OPTIONS = { ImportExpression: ['source', 'options'] }

function hasImportOptions(node: Node): boolean {
  return node.type === 'ImportExpression' && Boolean(node.options)
}

export function childrenOf(node: Node, keys: readonly string[]): Node[] {
  const fields = node as unknown as Readonly<Record<string, Node | (Node | null)[] | null>>
  const children: Node[] = []
  for (const key of keys) {
    const field = fields[key]
    if (Array.isArray(field)) for (const child of field) child && children.push(child)
    else if (field) children.push(field)
  }
  return children
}

/** The functions around a node, innermost first, without the module wrapper. */
export function enclosingFunctions({ parents, wrapper }: Tree, node: Node): Node[] {
  const found: Node[] = []
  for (let at = parents.get(node); at; at = parents.get(at)) {
    const { type } = at
    const isEnclosing = type.endsWith('FunctionExpression') || type === 'FunctionDeclaration'
    if (isEnclosing && at !== wrapper) found.push(at)
  }
  return found
}

/** Variables of the module itself are shared by all calls and no captures, as in Next. */
export function isModuleScope({ program, wrapper }: Tree, { block }: Scope): boolean {
  return block === program || block === wrapper
}

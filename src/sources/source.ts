/** A source file as its text says it: what it imports and exports, and where. */
import { readFileSync } from 'node:fs'
import { compile } from '../modules/compile.js'
import { requireCompiler } from '../modules/compiler.js'
import { positionOf } from '../modules/error-frame.js'
import { needsCompiler } from '../modules/extensions.js'
import { requireParser } from '../modules/parser.js'
import { isNode, type Node, nodesOf } from './nodes.js'

export interface Import {
  readonly specifier: string
  /** `default`, `*` for the whole module; empty for `import 'x'`. Types are left out. */
  readonly names: readonly string[]
  readonly line: number
}

export interface Source {
  readonly file: string
  readonly program: Node
  /** Static imports that are still there when types are gone; `require` calls of CommonJS. */
  readonly imports: readonly Import[]
  /** Name → line. */
  readonly exports: ReadonlyMap<string, number>
  readonly isModule: boolean
  lineOf(node: Node): number
}

/** `undefined` for a file that is not there or has syntax errors: loading it tells more. */
export function readSource(file: string): Source | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const { errors, module, program } = requireParser().parseSync(file, text)
  if (errors.some(({ severity }) => severity === 'Error')) return undefined
  const lineAt = (offset: number): number => positionOf(text, offset).line
  const root = program as unknown as Node
  return {
    file,
    program: root,
    imports: module.hasModuleSyntax
      ? surviving(importsOf(module, lineAt), file, text)
      : requiresOf(root, lineAt),
    exports: exportsOf(module, lineAt),
    isModule: module.hasModuleSyntax,
    lineOf: ({ start }) => lineAt(start),
  }
}

type ModuleRecord = ReturnType<ReturnType<typeof requireParser>['parseSync']>['module']
type LineAt = (offset: number) => number

function importsOf({ staticImports, staticExports }: ModuleRecord, lineAt: LineAt): Import[] {
  const imported = staticImports
    .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
    .map(({ moduleRequest, entries, start }) => ({
      specifier: moduleRequest.value,
      names: entries.filter(({ isType }) => !isType).map(({ importName }) => nameOf(importName)),
      line: lineAt(start),
    }))
  const exported = staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, importName, isType, start }) =>
      moduleRequest && !isType
        ? [{ specifier: moduleRequest.value, names: [nameOf(importName)], line: lineAt(start) }]
        : [],
    )
  return [...imported, ...exported]
}

function nameOf({ kind, name }: { readonly kind: string; readonly name: string | null }): string {
  if (kind === 'Default') return 'default'
  return name ?? '*'
}

/** TypeScript drops imports of which only types are used, also without the word `type`. */
function surviving(imports: Import[], file: string, text: string): Import[] {
  if (!needsCompiler(file)) return imports
  const code = compile(requireCompiler(), file, text).source
  const { module } = requireParser().parseSync(`${file}.mjs`, code)
  const left = new Set(importsOf(module, () => 0).map(({ specifier }) => specifier))
  return imports.filter(({ specifier }) => left.has(specifier))
}

/** Only what runs while the file is loaded. */
function requiresOf(program: Node, lineAt: LineAt): Import[] {
  const found: Import[] = []
  for (const node of nodesOf(program, ({ type }) => !/Function/.test(type))) {
    const { type, callee, arguments: values } = node
    if (type !== 'CallExpression' || !isNode(callee) || callee['name'] !== 'require') continue
    const specifier = Array.isArray(values) ? values[0]?.value : undefined
    if (typeof specifier === 'string') {
      found.push({ specifier, names: ['*'], line: lineAt(node.start) })
    }
  }
  return found
}

function exportsOf({ staticExports }: ModuleRecord, lineAt: LineAt): Map<string, number> {
  const found = new Map<string, number>()
  for (const { exportName, isType, start } of staticExports.flatMap(({ entries }) => entries)) {
    const name = nameOf(exportName)
    if (!isType && name !== '*') found.set(name, lineAt(exportName.start ?? start))
  }
  return found
}

/** The source files and what each imports, as a parser sees it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type Module, parseSync } from '@swc/core'

export const REPOSITORY = resolve(__dirname, '../../..')

export interface Import {
  /** Path below the repository for files of ours, otherwise the name as written. */
  readonly to: string
  /** Gone after compilation. */
  readonly typeOnly: boolean
}

/** Paths below the repository. */
export function sourceFiles(...folders: readonly string[]): string[] {
  const found = folders.flatMap(folder =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' }).map(path =>
      join(folder, path),
    ),
  )
  return found.filter(path => path.endsWith('.ts')).sort()
}

export const textOf = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8')

export function parse(file: string): Module {
  return parseSync(textOf(file), { syntax: 'typescript', target: 'es2022' })
}

export function importsOf(file: string): Import[] {
  return parse(file)
    .body.flatMap(item => declared(item as Node))
    .concat(dynamic(parse(file)))
    .map(({ to, typeOnly }) => ({ to: resolved(file, to), typeOnly }))
}

export const isOwn = ({ to }: Import): boolean => /^(?:src|adapters)\//.test(to)

type Node = Record<string, any>

function declared(item: Node): Import[] {
  const isDeclaration = /^(?:Import|ExportNamed|ExportAll)Declaration$/.test(item['type'])
  if (!isDeclaration || !item['source']) return []
  const specifiers: Node[] = item['specifiers'] ?? []
  const allTypes = specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly)
  return [{ to: item['source'].value, typeOnly: item['typeOnly'] || allTypes }]
}

/** `import()`, `require()` and `typeof import()`. */
function dynamic(node: unknown): Import[] {
  if (typeof node !== 'object' || node === null) return []
  const { type, callee, argument, arguments: args } = node as Node
  const deeper = Object.values(node).flatMap(dynamic)
  if (type === 'TsImportType') return [{ to: argument.value, typeOnly: true }, ...deeper]
  const loads = callee?.type === 'Import' || callee?.value === 'require'
  const name = args?.[0]?.expression
  if (type !== 'CallExpression' || !loads || name?.type !== 'StringLiteral') return deeper
  return [{ to: name.value, typeOnly: false }, ...deeper]
}

function resolved(file: string, name: string): string {
  if (!name.startsWith('.')) return name
  return relative(REPOSITORY, resolve(REPOSITORY, file, '..', name)).replace(/\.js$/, '.ts')
}

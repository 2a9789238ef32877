/** Every public name is documented where it is declared; what runs has an example. */
import manifest from '../../../package.json'
import { parse, textOf } from './sources'

type Node = Record<string, any>

interface Declaration {
  readonly file: string
  readonly name: string
  /** Functions and classes, as opposed to types. */
  readonly runs: boolean
  readonly docstring: string | undefined
}

const entries = Object.values(manifest.exports)
  .flatMap(entry => {
    if (typeof entry !== 'object') return []
    if ('require' in entry) return [entry.require.default]
    return 'default' in entry ? [entry.default] : []
  })
  .map(path => path.replace('./dist/', '').replace(/\.(m?)js$/, '.$1ts'))

/** What a file exports, followed to where it is declared. */
function exportsOf(file: string): Declaration[] {
  return (parse(file).body as Node[]).flatMap(item => {
    if (item['type'] === 'ExportDeclaration') return declaredBy(item['declaration'], file)
    if (item['type'] !== 'ExportNamedDeclaration') return []
    const names: string[] = item['specifiers'].map(({ orig }: Node) => orig.value)
    const asTypes = (found: Declaration[]) =>
      item['typeOnly'] ? found.map(each => ({ ...each, runs: false })) : found
    const from: string | undefined = item['source']?.value
    if (from === undefined)
      return asTypes(names.map(name => declarationOf(name, importedFrom(name, file))))
    if (!from.startsWith('.')) return []
    return asTypes(names.map(name => declarationOf(name, pathOf(file, from))))
  })
}

/** The file that a re-exported name was imported from; the file itself for one of its own. */
function importedFrom(name: string, file: string): string {
  const found = (parse(file).body as Node[]).find(
    ({ type, specifiers }) =>
      type === 'ImportDeclaration' && specifiers.some(({ local }: Node) => local.value === name),
  )
  return found ? pathOf(file, found['source'].value) : file
}

function pathOf(file: string, from: string): string {
  return new URL(from, `file:///${file}`).pathname.slice(1).replace(/\.js$/, '.ts')
}

function declarationOf(name: string, file: string): Declaration {
  const found = exportsOf(file).find(declaration => declaration.name === name)
  if (found) return found
  throw new Error(`${file} does not export ${name}`)
}

function declaredBy(declaration: Node, file: string): Declaration[] {
  const { type, identifier, id, declarations = [] } = declaration
  const names: string[] = [identifier ?? id, ...declarations.map((each: Node) => each['id'])]
    .filter(Boolean)
    .map(({ value }) => value)
  const isConstant = declarations.some(({ init }: Node) => init?.type === 'TsConstAssertion')
  const isData = isConstant || (type === 'VariableDeclaration' && declaration['declare'])
  const runs = !isData && !/^Ts(?:Interface|TypeAlias)Declaration$/.test(type)
  return names.map(name => ({ file, name, runs, docstring: docstringOf(name, file) }))
}

/** The comment that stands before a declaration, a linter's directive aside. */
function docstringOf(name: string, file: string): string | undefined {
  const words = '(?:declare |async |abstract )*(?:function|class|const|interface|type)'
  const text = textOf(file)
  const at = text.search(new RegExp(`^export ${words} ${name}\\b`, 'm'))
  const before = text.slice(0, at).replace(/(?:\s*\/\/.*)*\s*$/, '')
  return before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : undefined
}

/** A class and its type of one name count once, as what runs. */
const documented = (file: string): Declaration[] => {
  const found = new Map<string, Declaration>()
  for (const each of exportsOf(file)) if (!found.get(each.name)?.runs) found.set(each.name, each)
  return [...found.values()]
}

const all = entries.flatMap(entry => documented(entry).map(each => ({ entry, ...each })))

describe('public names', () => {
  it('are found: the test reads what it claims to read', () => {
    const names = (entry: string) =>
      all.filter(each => each.entry === entry).map(({ name }) => name)
    expect(names('src/index.ts')).toEqual(
      expect.arrayContaining(['createRoutes', 'pass', 'Routes']),
    )
    expect(names('adapters/node.ts')).toEqual(expect.arrayContaining(['toRequest', 'NodeHost']))
    expect(names('src/next/server.ts')).toEqual(expect.arrayContaining(['NextResponse', 'after']))
  })

  it.each(all)('$entry: $name has a docstring', ({ docstring, runs }) => {
    expect(docstring).toMatch(/^\/\*\*/)
    // Of another name, and of what only throws, there is nothing to show.
    if (runs) expect(docstring).toMatch(/@example|\{@link|RH_NOT_SUPPORTED/)
  })
})

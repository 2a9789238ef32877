/**
 * Segment config is read by Next.js from the text of the file, before anything runs: it has to be
 * `export const name = <literal>`, as builds of Next 16.4.6 judge. Here the module is asked, so
 * anything goes.
 */
import { isNode, listOf, type Node } from './nodes.js'

/** The names that a file exports in this form. */
export function literalExports({ body }: Node): ReadonlySet<string> {
  const declarations = listOf(body)
    .map(({ type, declaration }) => (type === 'ExportNamedDeclaration' ? declaration : undefined))
    .filter(isNode)
    .flatMap(({ declarations }) => listOf(declarations))
  const names = declarations.flatMap(({ id, init }) =>
    isNode(id) && typeof id['name'] === 'string' && isLiteral(init) ? [id['name']] : [],
  )
  return new Set(names)
}

/** What `extractValue` of Next 16.4.6 accepts. */
function isLiteral(value: unknown): boolean {
  if (!isNode(value)) return false
  switch (value.type) {
    case 'Literal':
      return true
    case 'Identifier':
      return value['name'] === 'undefined'
    case 'TemplateLiteral':
      return listOf(value['expressions']).length === 0
    case 'ArrayExpression':
      return listOf(value['elements']).every(isLiteral)
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return isLiteral(value['expression'])
    default:
      return false
  }
}

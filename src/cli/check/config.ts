/**
 * Segment config is read by Next.js from the text of the file, before anything runs: it has to be
 * `export const name = <literal>`, as builds of Next 16.4.6 judge. Here the module is asked, so
 * anything goes.
 */

import { isNode, listOf, type Node } from '../../sources/nodes.js'
import type { Source } from '../../sources/source.js'
import { type Finding, warning } from './finding.js'
import { NEXT_CONFIG } from './next-names.js'
import type { Check } from './project.js'

export const checkConfig: Check = ({ routes, graph }) =>
  routes.flatMap(({ route }) => {
    const source = graph.read(route.file)
    return source ? findingsIn(source) : []
  })

function findingsIn({ file, exports, program }: Source): Finding[] {
  const literal = literals(program)
  return [...exports]
    .filter(([name]) => NEXT_CONFIG.has(name) && !literal.has(name))
    .map(([name, line]) =>
      warning(
        'dynamic-config',
        file,
        line,
        `Next.js cannot read "${name}" from the text of the file: its build fails, or ignores it.`,
        `Write \`export const ${name} = …\` with a literal value.`,
      ),
    )
}

function literals({ body }: Node): Set<string> {
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

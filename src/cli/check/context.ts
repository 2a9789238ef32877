/** Members of the handler's second argument that the option `context` adds; Next.js has `params`. */

import { isNode, listOf, type Node, nodesOf } from '../../sources/nodes.js'
import type { Source } from '../../sources/source.js'
import { type Finding, warning } from './finding.js'
import { NEXT_METHODS } from './next-names.js'
import type { Check } from './project.js'

export const checkContext: Check = ({ routes, graph }) =>
  routes.flatMap(({ route }) => {
    const source = graph.read(route.file)
    return source ? handlersIn(source.program).flatMap(handler => findingsIn(handler, source)) : []
  })

/** Functions that are the export itself; one inside a call gets what its wrapper gives it. */
function handlersIn({ body }: Node): Node[] {
  const exported = listOf(body)
    .map(({ type, declaration }) => (type === 'ExportNamedDeclaration' ? declaration : undefined))
    .filter(isNode)
  return exported.flatMap(declaration => {
    if (declaration.type === 'FunctionDeclaration') {
      return isMethod(declaration['id']) ? [declaration] : []
    }
    return listOf(declaration['declarations'])
      .filter(({ id }) => isMethod(id))
      .map(({ init }) => init)
      .filter(isNode)
      .filter(({ type }) => /Function/.test(type))
  })
}

function isMethod(id: unknown): boolean {
  return isNode(id) && NEXT_METHODS.has(String(id['name']))
}

function findingsIn(handler: Node, { file, lineOf }: Source): Finding[] {
  return membersOf(handler)
    .filter(({ name }) => name !== 'params')
    .map(({ name, node }) =>
      warning(
        'extra-context',
        file,
        lineOf(node),
        `The handler uses "${name}" of its second argument; in Next.js that has \`params\` only.`,
        'Leave it as it is, unless the route is to run in Next.js too.',
      ),
    )
}

interface Member {
  readonly name: string
  readonly node: Node
}

function membersOf({ params, body }: Node): Member[] {
  const context = unwrapped(listOf(params)[1])
  if (!context) return []
  if (context.type === 'ObjectPattern') return membersIn(context)
  const name = context['name']
  return [...nodesOf(body)].flatMap(node => {
    if (node.type === 'VariableDeclarator' && isCalled(node['init'], name)) {
      return isNode(node['id']) ? membersIn(node['id']) : []
    }
    const { type, object, property, computed } = node
    const isRead = type === 'MemberExpression' && isCalled(object, name) && computed !== true
    return isRead && isNode(property) ? [{ name: String(property['name']), node }] : []
  })
}

function membersIn({ properties }: Node): Member[] {
  return listOf(properties).flatMap(node => {
    const { key, computed } = node
    return isNode(key) && computed !== true
      ? [{ name: String(key['name'] ?? key['value']), node }]
      : []
  })
}

/** Without its default value. */
function unwrapped(parameter: Node | undefined): Node | undefined {
  const left = parameter?.type === 'AssignmentPattern' ? parameter['left'] : parameter
  return isNode(left) ? left : undefined
}

function isCalled(node: unknown, name: unknown): boolean {
  return isNode(node) && node.type === 'Identifier' && node['name'] === name
}

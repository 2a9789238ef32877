/**
 * Finds faults of a `proxy.ts` without running it, as far as its text shows them: a deploy must not
 * come up with a guard that only errors. Next.js reads `config` from the text too. Doubt is left to
 * the load.
 */
import { isNode, listOf, type Node } from '../sources/nodes.js'
import { readSource, type Source } from '../sources/source.js'
import type { ProxyFile } from './proxy-file.js'
import { matchersOf, noFunction } from './proxy-module.js'

/** What cannot be told without running the file. */
const UNKNOWN = Symbol('unknown')

/** @throws RouteHandlersError `RH_INVALID_PROXY`. */
export function checkProxySource(proxy: ProxyFile): void {
  const source = sourceOf(proxy)
  if (source === undefined || !source.isModule) return
  const mayExportMore = listOf(source.program['body']).some(isStarExport)
  const { exports } = source
  if (!mayExportMore && !exports.has('default') && !exports.has(proxy.name)) throw noFunction(proxy)
  const matcher = memberOf(configOf(source.program), 'matcher')
  const value = matcher === undefined ? UNKNOWN : literalOf(matcher)
  if (value !== UNKNOWN && value !== undefined) matchersOf(value, proxy)
}

/** Without the parser, which is native, it is the load that tells. */
function sourceOf({ file }: ProxyFile): Source | undefined {
  try {
    return readSource(file)
  } catch {
    return undefined
  }
}

function isStarExport(node: Node): boolean {
  return node.type === 'ExportAllDeclaration'
}

/** `export const config = …` */
function configOf(program: Node): Node | undefined {
  const declared = listOf(program['body'])
    .map(node => (node.type === 'ExportNamedDeclaration' ? node['declaration'] : undefined))
    .filter(isNode)
    .flatMap(({ declarations }) => listOf(declarations))
    .find(({ id }) => isNode(id) && id['name'] === 'config')
  return plain(declared?.['init'])
}

/** Without the words of TypeScript around it. */
function plain(value: unknown): Node | undefined {
  if (!isNode(value)) return undefined
  return /^TS(?:As|Satisfies)Expression$/.test(value.type) ? plain(value['expression']) : value
}

function memberOf(object: Node | undefined, name: string): Node | undefined {
  if (object?.type !== 'ObjectExpression') return undefined
  return plain(listOf(object['properties']).find(property => nameOf(property) === name)?.['value'])
}

function nameOf({ type, key, computed }: Node): unknown {
  if (type !== 'Property' || computed || !isNode(key)) return undefined
  return key.type === 'Literal' ? key['value'] : key['name']
}

function literalOf(value: unknown): unknown {
  const node = plain(value)
  switch (node?.type) {
    case 'Literal':
      return node['value']
    case 'TemplateLiteral':
      return textOf(node)
    case 'ArrayExpression': {
      const items = listOf(node['elements']).map(literalOf)
      return items.includes(UNKNOWN) ? UNKNOWN : items
    }
    case 'ObjectExpression':
      return objectOf(node)
    default:
      return UNKNOWN
  }
}

function textOf({ expressions, quasis }: Node): unknown {
  if (listOf(expressions).length > 0) return UNKNOWN
  return (listOf(quasis)[0]?.['value'] as { readonly cooked?: unknown } | undefined)?.cooked
}

function objectOf({ properties }: Node): unknown {
  const entries = listOf(properties).map(property => {
    const name = nameOf(property)
    return [name, name === undefined ? UNKNOWN : literalOf(property['value'])] as const
  })
  if (entries.some(([, value]) => value === UNKNOWN)) return UNKNOWN
  return Object.fromEntries(entries)
}

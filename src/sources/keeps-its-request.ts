/**
 * Whether all that a handler does with its request is to read members of it and to call its
 * methods. Proved from the handler's own text, and "no" wherever that fails.
 */
import type { Parser } from '../modules/parser.js'
import type { Node } from '../modules/use-cache/syntax.js'
import { childrenOf } from '../modules/use-cache/tree.js'
import { parseFunction } from './function-text.js'
import { isPatternOfValues, keepsRequest } from './request-mentions.js'

export type AnyFunction = (...parameters: never[]) => unknown

export function keepsItsRequest(
  parser: Pick<Parser, 'parseSync' | 'visitorKeys'>,
  handler: AnyFunction,
): boolean {
  const fn = parseFunction(parser, handler)
  if (fn === undefined || showsArguments(handler)) return false
  const [first] = fn.params
  const request = first?.type === 'AssignmentPattern' ? first.left : first
  const name = request?.type === 'Identifier' ? request.name : undefined
  if (request && name === undefined && !isPatternOfValues(request)) return false
  const accepts = (node: Node, around: readonly Node[]): boolean => {
    if (node.type === 'WithStatement') return false
    if (node.type === 'Identifier' && node !== request && !isMemberName(node, around[0])) {
      if (givesParameters(node.name)) return false
      return node.name !== name || keepsRequest(node, around)
    }
    const inside = [node, ...around]
    return childrenOf(node, parser.visitorKeys[node.type] ?? []).every(child =>
      accepts(child, inside),
    )
  }
  return accepts(fn, [])
}

/** Without a mention of the parameter. */
function givesParameters(name: string): boolean {
  return name === 'arguments' || name === 'eval'
}

/** The `a` of `x.a`, and of `{ a: x }`. */
function isMemberName(node: Node, parent: Node | undefined): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.key === node && !parent.computed
    default:
      return false
  }
}

/** Of a function of sloppy mode, whom it calls can read `arguments`; of others that is an error. */
function showsArguments(handler: AnyFunction): boolean {
  try {
    Reflect.get(handler, 'arguments')
    return true
  } catch {
    return false
  }
}

/**
 * How a variable that holds the request may be mentioned so that nobody gets hold of the request
 * itself: to read a member whose value is an object of its own, or to call a method on it.
 *
 * Judged by name: a variable of the same name in an inner scope, which is a different one, makes
 * the answer "no" too often and "yes" never.
 */
import type { Node } from '../modules/use-cache/syntax.js'

/** Of `Request` and `NextRequest`: values that do not lead back to the request. */
const VALUES: ReadonlySet<string> = new Set([
  'body',
  'bodyUsed',
  'cache',
  'cookies',
  'credentials',
  'destination',
  'duplex',
  'geo',
  'headers',
  'integrity',
  'ip',
  'keepalive',
  'method',
  'mode',
  'nextUrl',
  'redirect',
  'referrer',
  'referrerPolicy',
  'signal',
  'url',
])

/** Without `clone`, whose result is a request that anything may be done with. */
const METHODS: ReadonlySet<string> = new Set([
  'arrayBuffer',
  'blob',
  'bytes',
  'formData',
  'json',
  'text',
])

/** `{ url, headers: h }`: nothing but values, each by its name. */
export function isPatternOfValues(pattern: Node): boolean {
  return (
    pattern.type === 'ObjectPattern' &&
    pattern.properties.every(
      property =>
        property.type === 'Property' &&
        !property.computed &&
        property.key.type === 'Identifier' &&
        VALUES.has(property.key.name),
    )
  )
}

/**
 * Whether a mention of the request lets only its members out.
 *
 * @param around - the nodes around the mention, innermost first.
 */
export function keepsRequest(mention: Node, around: readonly Node[]): boolean {
  const [parent, outer, outermost] = around
  if (parent?.type === 'VariableDeclarator') {
    return parent.init === mention && isPatternOfValues(parent.id)
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== mention) return false
  if (parent.computed || parent.property.type !== 'Identifier') return false
  const { name } = parent.property
  // A method without its call would be a function that misses its `this`.
  if (METHODS.has(name)) return outer?.type === 'CallExpression' && outer.callee === parent
  return VALUES.has(name) && !isTarget(parent, outer, outermost)
}

/** Whether a member is written to or deleted. */
function isTarget(member: Node, parent: Node | undefined, outer: Node | undefined): boolean {
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === member
    case 'Property':
      return outer?.type === 'ObjectPattern'
    case 'UnaryExpression':
      return parent.operator === 'delete'
    case 'ChainExpression':
      return isTarget(parent, outer, undefined)
    default:
      return /^(?:ArrayPattern|RestElement|UpdateExpression)$/.test(parent?.type ?? '')
  }
}

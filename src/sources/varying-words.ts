/**
 * Words with which code gets something else each time: the clock, chance, and what leads to them
 * unseen. Judged by name, so that a variable of the same name makes the answer "it varies" too often
 * and "it does not" never.
 */
import { isNode, listOf, type Node } from './nodes.js'

/** Members that give the same each time. Of other objects no member does. */
const STEADY: Readonly<Record<string, ReadonlySet<string> | 'all but random'>> = {
  Date: new Set(['UTC', 'parse']),
  Intl: new Set(['Collator', 'ListFormat', 'NumberFormat', 'PluralRules']),
  Math: 'all but random',
  process: new Set(['arch', 'cwd', 'env', 'nextTick', 'platform', 'version', 'versions']),
}

const VARYING: ReadonlySet<string> = new Set([
  ...Object.keys(STEADY),
  ...['Function', 'Temporal', 'crypto', 'eval', 'performance'],
  ...['global', 'globalThis', 'module', 'require'],
])

/** @returns what varies, as a message names it; `undefined` where the mention is harmless. */
export function varyingWord(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === 'ImportExpression') return 'import()'
  const name = nameOf(node)
  if (name === undefined || !VARYING.has(name) || isNameOnly(node, parent)) return undefined
  const steady = STEADY[name]
  if (steady === undefined) return name
  const member = memberOf(node, parent)
  if (member !== undefined) {
    const isSteady = steady === 'all but random' ? member !== 'random' : steady.has(member)
    return isSteady ? undefined : `${name}.${member}`
  }
  if (name === 'Date' && parent && isSteadyDate(node, parent)) return undefined
  return name
}

/** Of an identifier, in JSX too. */
export function nameOf({ type, name }: Node): string | undefined {
  if (type !== 'Identifier' && type !== 'JSXIdentifier') return undefined
  return typeof name === 'string' ? name : undefined
}

/** The `a` of `x.a`, and of `{ a: x }`: no mention of a variable. */
export function isNameOnly(node: Node, parent: Node | undefined): boolean {
  if (parent?.['computed'] === true) return false
  switch (parent?.type) {
    case 'MemberExpression':
      return parent['property'] === node
    case 'Property':
      return parent['key'] === node && parent['shorthand'] !== true
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent['key'] === node
    default:
      return false
  }
}

function memberOf(node: Node, parent: Node | undefined): string | undefined {
  if (parent?.type !== 'MemberExpression' || parent['object'] !== node) return undefined
  const { computed, property } = parent
  return computed === true || !isNode(property) ? undefined : nameOf(property)
}

/** `new Date(time)`, and `x instanceof Date`. */
function isSteadyDate(node: Node, parent: Node): boolean {
  if (parent.type === 'BinaryExpression') return parent['operator'] === 'instanceof'
  if (parent.type !== 'NewExpression' || parent['callee'] !== node) return false
  const [first] = listOf(parent['arguments'])
  return first !== undefined && first.type !== 'SpreadElement'
}

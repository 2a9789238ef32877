/** The ESTree nodes that the transform looks at, and small questions about them. */
import type {
  ArrowFunctionExpression,
  Class,
  ExpressionStatement,
  FunctionBody,
  Node,
  Function as OxcFunction,
  Program,
  StringLiteral,
} from 'oxc-parser' with { 'resolution-mode': 'import' }

export type { Class, ExpressionStatement, Node, Program, StringLiteral }

export type Identifier = Extract<Node, { type: 'Identifier' }>
/** A function with a body; `id` is only ever set for declarations and named expressions. */
export type FunctionNode = (OxcFunction & { body: FunctionBody }) | ArrowFunctionExpression

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  )
}

export function isClass(node: Node | null | undefined): node is Class {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression'
}

export function isAsyncFunction(node: Node | null | undefined): node is FunctionNode {
  return isFunction(node) && node.async && !node.generator
}

export function isStringLiteral(node: Node): node is StringLiteral {
  return node.type === 'Literal' && typeof node.value === 'string'
}

/** Whether `inner` is `outer` or stands in it. */
export function isWithin(inner: Node, outer: Node): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}

/** The name of a key or member that the text states; `undefined` for a computed one. */
export function staticName(key: Node, computed: boolean): string | undefined {
  if (key.type === 'Literal') return String(key.value)
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  return key.type === 'Identifier' && !computed ? key.name : undefined
}

/**
 * The value behind what transpilers put around it: a chain of assignments
 * (`b = exports.b = value`), and esbuild's `__name(value, "b")`, which tsx asks for.
 */
export function bare(node: Node): Node {
  if (node.type === 'AssignmentExpression' && node.operator === '=') return bare(node.right)
  const [value] = isCallOf(node, /^__name\d*$/) ? node.arguments : []
  return value ? bare(value) : node
}

type Call = Extract<Node, { type: 'CallExpression' }>

/** A call of a function by its plain name. */
export function isCallOf(node: Node | undefined, callee: RegExp): node is Call {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false
  return callee.test(node.callee.name)
}

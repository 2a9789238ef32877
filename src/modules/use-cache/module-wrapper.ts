/**
 * tsx runs CommonJS as `__filename="…";(()=>{ … })()`. What that function declares are the
 * module's variables, and a directive at its top is the file's: taken as an ordinary function it
 * would make every variable of the module a part of every key.
 */
import { type FunctionNode, isFunction, type Node, type Program } from './syntax.js'

/** The parameterless function that is called at once and is all there is of the module. */
export function moduleWrapper({ body }: Program): FunctionNode | undefined {
  const last = body.at(-1)
  const before = body.slice(0, -1)
  if (last?.type !== 'ExpressionStatement' || !before.every(isPreamble)) return undefined
  const call = last.expression
  if (call.type !== 'CallExpression' || call.arguments.length > 0) return undefined
  const { callee } = call
  return isFunction(callee) && callee.params.length === 0 ? callee : undefined
}

function isPreamble(statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement') return false
  if (statement.directive) return true
  const { expression } = statement
  if (expression.type !== 'AssignmentExpression') return false
  const { left } = expression
  return left.type === 'Identifier' && /^__(?:file|dir)name$/.test(left.name)
}

/** The syntax tree of a function that exists, from the text that the language keeps of it. */
import type { Parser } from '../modules/parser.js'
import { type FunctionNode, isFunction, type Node } from '../modules/use-cache/syntax.js'

/** Taken before anybody can replace it: a replacement may say what the function is not. */
const textOf = Function.prototype.toString

/**
 * `undefined` for what has no text (native and bound functions, proxies, compiled bytecode), and
 * for classes.
 */
export function parseFunction(
  { parseSync }: Pick<Parser, 'parseSync'>,
  fn: (...parameters: never[]) => unknown,
): FunctionNode | undefined {
  const text: string = Reflect.apply(textOf, fn, [])
  // Methods have a text of their own: `GET(request) {}`.
  for (const code of [`(${text}\n)`, `({${text}\n})`]) {
    // Strict first: what a sloppy parser skips as an HTML comment may be code of a module.
    for (const sourceType of ['module', 'script'] as const) {
      const parsed = parseSync('handler.js', code, { sourceType, preserveParens: false })
      if (parsed.errors.length === 0) return functionIn(parsed.program.body)
    }
  }
  return undefined
}

function functionIn([statement, ...others]: readonly Node[]): FunctionNode | undefined {
  if (statement?.type !== 'ExpressionStatement' || others.length > 0) return undefined
  const { expression } = statement
  if (isFunction(expression)) return expression
  if (expression.type !== 'ObjectExpression') return undefined
  const [property, ...more] = expression.properties
  if (property?.type !== 'Property' || more.length > 0 || !property.method) return undefined
  return isFunction(property.value) ? property.value : undefined
}

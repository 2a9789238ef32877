/** CommonJS exports that an object or a property descriptor lists. */
import { standsFor } from './definitions.js'
import type { ExportedValue } from './module-exports.js'
import { isCallOf, isFunction, type Node, staticName } from './syntax.js'
import type { Tree } from './tree.js'

type Call = Extract<Node, { type: 'CallExpression' }>
type ObjectNode = Extract<Node, { type: 'ObjectExpression' }>

/** `_export(exports, { … })`, `Object.defineProperty(exports, 'a', { … })`; all else is unknown. */
export function describedExports(tree: Tree, call: Call, target: Node): ExportedValue[] {
  const [first, second, third] = call.arguments
  if (first === target && second?.type === 'ObjectExpression' && isCallOf(call, /^_+export\d*$/)) {
    return getters(tree, second)
  }
  const isDefinition = tree.source.slice(call.callee.start, call.callee.end)
  if (first === target && isDefinition === 'Object.defineProperty' && second?.type === 'Literal') {
    return defined(tree, String(second.value), third, call)
  }
  return [{ name: '*', value: undefined, at: call.start }]
}

function defined(
  tree: Tree,
  name: string,
  descriptor: Node | undefined,
  { start: at }: Call,
): ExportedValue[] {
  if (name === '__esModule') return []
  if (descriptor?.type !== 'ObjectExpression') return [{ name, value: undefined, at }]
  for (const { name: key, value } of properties(descriptor)) {
    if (key === 'get') return [{ name, value: returned(tree, value), at }]
    if (key === 'value') return [{ name, value: standsFor(tree, value), at }]
  }
  return [{ name, value: undefined, at }]
}

/** `{ a: () => a, get b() { return b } }`. */
function getters(tree: Tree, object: ObjectNode): ExportedValue[] {
  return properties(object).map(({ name, value, at }) => ({
    name,
    value: returned(tree, value),
    at,
  }))
}

/** `module.exports = { a, async b() {}, get c() { return c } }`. */
export function objectExports(tree: Tree, object: ObjectNode): ExportedValue[] {
  return properties(object).map(({ name, value, at, isGetter }) => ({
    name,
    value: isGetter ? returned(tree, value) : standsFor(tree, value),
    at,
  }))
}

interface ListedProperty {
  readonly name: string
  readonly value: Node | undefined
  readonly isGetter: boolean
  readonly at: number
}

function properties(object: ObjectNode): ListedProperty[] {
  return object.properties.map(property => {
    const at = property.start
    if (property.type === 'SpreadElement')
      return { name: '*', value: undefined, isGetter: false, at }
    const name = staticName(property.key, property.computed) ?? ''
    return { name, value: property.value, isGetter: property.kind === 'get', at }
  })
}

/** What a getter's function returns. */
function returned(tree: Tree, getter: Node | undefined): ExportedValue['value'] {
  if (!isFunction(getter)) return undefined
  const { body } = getter
  if (body.type !== 'BlockStatement') return standsFor(tree, body)
  const last = body.body.at(-1)
  return last?.type === 'ReturnStatement' ? standsFor(tree, last.argument ?? undefined) : undefined
}

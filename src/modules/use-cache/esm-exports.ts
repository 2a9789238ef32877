/** The exports of an ES module. */
import { declaredValue, standsFor } from './definitions.js'
import type { ExportedValue } from './module-exports.js'
import { isClass, isFunction, type Node } from './syntax.js'
import type { Tree } from './tree.js'

type ExportNamed = Extract<Node, { type: 'ExportNamedDeclaration' }>
type ExportDefault = Extract<Node, { type: 'ExportDefaultDeclaration' }>

export function esmExports(tree: Tree): ExportedValue[] {
  return tree.program.body.flatMap(statement => {
    if (statement.type === 'ExportNamedDeclaration') return named(tree, statement)
    if (statement.type === 'ExportDefaultDeclaration') return [byDefault(tree, statement)]
    if (statement.type !== 'ExportAllDeclaration') return []
    return [{ name: '*', value: undefined, at: statement.start }]
  })
}

function named(tree: Tree, { declaration, specifiers, source }: ExportNamed): ExportedValue[] {
  if (isFunction(declaration) || isClass(declaration)) {
    return [{ name: declaration.id?.name ?? '', value: declaration, at: declaration.start }]
  }
  if (declaration?.type === 'VariableDeclaration') {
    return declaration.declarations.map(({ id, start }) => {
      if (id.type !== 'Identifier') return { name: '', value: undefined, at: start }
      return { name: id.name, value: declaredValue(tree, id.name), at: start }
    })
  }
  return specifiers.map(({ local, exported, start }) => ({
    name: exported.type === 'Literal' ? exported.value : exported.name,
    value: source ? undefined : standsFor(tree, local),
    at: start,
  }))
}

function byDefault(tree: Tree, { declaration, start }: ExportDefault): ExportedValue {
  return { name: 'default', value: standsFor(tree, declaration), at: start }
}

/** What a function is called: by JavaScript, and by its place in the file. */
import { type FunctionNode, type Node, staticName } from './syntax.js'
import { enclosingFunctions, type Tree } from './tree.js'

/** The function's `name` as the language infers it; `''` where only running the code tells. */
export function nameOf({ parents }: Tree, fn: Node): string {
  if ('id' in fn && fn.id?.type === 'Identifier') return fn.id.name
  const parent = parents.get(fn)
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : ''
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return parent.left.type === 'Identifier' ? parent.left.name : ''
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return staticName(parent.key, parent.computed) ?? ''
    case 'ExportDefaultDeclaration':
      return 'default'
    case 'CallExpression':
      return givenByEsbuild(parent.arguments[1])
    default:
      return ''
  }
}

/** `__name(fn, "name")`: what the source said before esbuild moved the function. */
function givenByEsbuild(name: Node | undefined): string {
  return name?.type === 'Literal' && typeof name.value === 'string' ? name.value : ''
}

/** As `nameOf`, and for `exports.a = …`, where the language gives no name, that of the member. */
function placeName(tree: Tree, fn: Node): string {
  const parent = tree.parents.get(fn)
  if (parent?.type !== 'AssignmentExpression' || parent.left.type !== 'MemberExpression') {
    return nameOf(tree, fn)
  }
  return nameOf(tree, fn) || (staticName(parent.left.property, parent.left.computed) ?? '')
}

/** Dotted names of the functions around it and of the function itself. */
export function pathOf(tree: Tree, fn: FunctionNode): string {
  return [fn, ...enclosingFunctions(tree, fn)]
    .map(node => placeName(tree, node))
    .reverse()
    .join('.')
}

/** Module file extensions, and who turns the ones Node cannot run into JavaScript. */
import { extname } from 'node:path'
import { nodeModule } from './node-module.js'

const NOT_JAVASCRIPT = new Set(['.ts', '.tsx', '.mts', '.cts', '.jsx'])

/** Some releases register type stripping in `Module._extensions`, with or without a flag. */
const NODE_OWN_HANDLERS = new Set(['loadTS', 'loadMTS', 'loadCTS'])

/** Whether Node needs a compiler for this file: TypeScript or JSX by its extension. */
export function needsCompiler(file: string): boolean {
  return NOT_JAVASCRIPT.has(extname(file))
}

/**
 * Whether the host registered a transpiler for this file's extension, as ts-node,
 * `@swc-node/register`, tsx, babel-register and esbuild-register do. Node's own handlers cannot do
 * enums, decorators or JSX and do not count (interop rule PICK-4). Asked for the file's very
 * extension: ts-node registers `.tsx` only with a `jsx` setting.
 */
export function hostTranspiles(file: string): boolean {
  if (!needsCompiler(file)) return false
  const handler = nodeModule._extensions[extname(file)]
  return handler !== undefined && !NODE_OWN_HANDLERS.has(handler.name)
}

/** The extensions that {@link hostTranspiles} affirms. */
export function transpiledExtensions(): string[] {
  return [...NOT_JAVASCRIPT].filter(extension => hostTranspiles(`file${extension}`))
}

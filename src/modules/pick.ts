/**
 * `import()` or `require()`: a route file is loaded as the host would have loaded it, because only
 * then does Node's module cache answer with the host's own instances of what the file imports
 * (interop rules PICK-1 to PICK-5).
 */
import { extname } from 'node:path'
import { hostTranspiles } from './extensions.js'
import type { Kind } from './node-module.js'
import { packageType } from './package-type.js'

const BY_EXTENSION: Readonly<Record<string, Kind>> = {
  '.cjs': 'require',
  '.cts': 'require',
  '.mjs': 'import',
  '.mts': 'import',
}

/**
 * @param transpiles - whether the host registered a CommonJS transpiler for a file's extension;
 *   the hooks thread is told, everybody else asks Node.
 */
export function pick(file: string, transpiles: (file: string) => boolean = hostTranspiles): Kind {
  const fixed = BY_EXTENSION[extname(file)]
  if (fixed) return fixed
  // Before the transpiler is asked: tsx serves both kinds at once, and `require` of a file that
  // the server imports would make a second instance.
  if (packageType(file) === 'module') return 'import'
  return transpiles(file) ? 'require' : 'import'
}

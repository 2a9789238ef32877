/**
 * An ES module in place of a file that the host's CommonJS transpiler owns: it requires the file,
 * so that an `import` from our side yields the host's instance, and re-exports the names that the
 * source lists. Node's own scan for export names cannot read TypeScript.
 */
import type { Compiled } from './compile.js'
import { compile } from './compile.js'
import type { Compiler } from './compiler.js'

export function facade(compiler: Compiler, file: string): Compiled {
  const { source } = compile(compiler, file)
  const { code } = compiler.moduleRunnerTransformSync(file, source)
  const names = [...code.matchAll(/__vite_ssr_exports__, "([^"]+)"/g)].map(([, name]) => name)
  const named = names.filter(name => name !== 'default')
  const lines = [
    `import { createRequire } from 'node:module'`,
    `const core = createRequire(import.meta.url)(${JSON.stringify(file)})`,
    ...[...source.matchAll(/^export \* from .*$/gm)].map(([line]) => line),
    ...named.map((name, at) => `const e${at} = core[${JSON.stringify(name)}]`),
    `export { ${named.map((name, at) => `e${at} as ${JSON.stringify(name)}`).join(', ')} }`,
    // What a transpiler makes of `import core from` the same file.
    'export default core?.__esModule ? core.default : core',
  ]
  return { format: 'module', source: lines.join('\n') }
}

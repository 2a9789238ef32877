/**
 * dist/ = the CommonJS core that tsc writes, plus one thin ES module per public entry that
 * re-exports it, so that `import` and `require` give the same objects (docs/decisions/002).
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

rmSync(join(root, 'dist'), { recursive: true, force: true })
const compiler = require.resolve('typescript/package.json')
const tsc = join(dirname(compiler), require(compiler).bin.tsc)
execFileSync(process.execPath, [tsc, '-p', root], { stdio: 'inherit' })
// tsc takes declaration files for input and emits none of them.
copyFileSync(join(root, 'src/next-env.d.ts'), join(root, 'dist/src/next-env.d.ts'))

const { bin, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
// npm makes them executable when it installs; other package managers and tar do not.
for (const file of Object.values(bin)) chmodSync(join(root, file), 0o755)

const faces = new Set(
  Object.values(exports).flatMap(entry => (entry.import ? [entry.require.default] : [])),
)

// Not a public entry: what the module hooks give in place of one.
faces.add('./dist/src/next/server-unscoped.js')

/** What a face evaluates besides, before those who import it go on. */
const AWAITED = { './dist/src/testing.js': './when-installed.mjs' }

for (const face of faces) {
  const file = join(root, face)
  const source = `./${basename(file)}`
  const names = Object.keys(require(file)).filter(name => name !== '__esModule')
  const lines = [`import core from '${source}'`, `export const { ${names.join(', ')} } = core`, '']
  if (AWAITED[face]) lines.splice(1, 0, `import '${AWAITED[face]}'`)
  writeFileSync(file.replace(/\.js$/, '.mjs'), lines.join('\n'))
  writeFileSync(file.replace(/\.js$/, '.d.mts'), `export * from '${source}'\n`)
}

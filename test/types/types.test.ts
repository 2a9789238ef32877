/**
 * What users write compiles, and what they must not write does not (`@ts-expect-error`): against
 * the published types, with every TypeScript that is in use, with and without the DOM's types.
 */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const OLDER = join(__dirname, 'versions/node_modules')
const COMPILERS = [
  ['TypeScript 5.9', join(OLDER, 'typescript5')],
  ['TypeScript 6', join(OLDER, 'typescript6')],
  ['TypeScript 7', join(__dirname, '../../node_modules/typescript')],
] as const
const LIBRARIES = [
  ['without the DOM', 'es2023'],
  ['with the DOM', 'es2023,dom,dom.iterable,dom.asynciterable'],
] as const
const PROGRAMS = ['express', 'express4', 'koa', 'node']

beforeAll(() => {
  if (existsSync(OLDER)) return
  execFileSync('npm', ['ci', '--prefix', join(__dirname, 'versions')], { stdio: 'pipe' })
}, 120_000)

describe.each(COMPILERS)('%s', (_name, compiler) => {
  describe.each(LIBRARIES)('%s', (_title, lib) => {
    it.each(PROGRAMS)(
      'compiles %s and refuses its mistakes',
      async program => {
        const project = join(__dirname, `tsconfig.${program}.json`)
        const args = [join(compiler, 'bin/tsc'), '-p', project, '--lib', lib]
        const compiled = promisify(execFile)(process.execPath, args).catch(error => error)
        const { stdout, code = 0 } = await compiled
        expect({ stdout, code }).toEqual({ stdout: '', code: 0 })
      },
      60_000,
    )
  })
})

/**
 * What users write compiles, and what they must not write does not (`@ts-expect-error`): against
 * the published types, with every TypeScript that is in use, with and without the DOM's types.
 */
import { join } from 'node:path'
import { COMPILERS, installCompilers, tsc } from './compilers'

const LIBRARIES = [
  ['without the DOM', 'es2023'],
  ['with the DOM', 'es2023,dom,dom.iterable,dom.asynciterable'],
] as const
const PROGRAMS = ['express', 'express4', 'koa', 'node', 'testing']

beforeAll(installCompilers, 120_000)

describe.each(COMPILERS)('%s', (_name, compiler) => {
  describe.each(LIBRARIES)('%s', (_title, lib) => {
    it.each(PROGRAMS)(
      'compiles %s and refuses its mistakes',
      async program => {
        const project = join(__dirname, `tsconfig.${program}.json`)
        expect(await tsc(compiler, ['-p', project, '--lib', lib])).toEqual({ stdout: '', code: 0 })
      },
      60_000,
    )
  })
})

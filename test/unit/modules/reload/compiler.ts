/** The compiler inside Jest, whose own `require` cannot load an ES module; the one of Node can. */
import { runInThisContext } from 'node:vm'
import type { Compiler } from '../../../../src/modules/compiler'

const { getBuiltinModule }: NodeJS.Process = runInThisContext('process')
const nodeRequire = getBuiltinModule('module').createRequire(__filename)

export const compiler = (): Compiler => nodeRequire('oxc-transform')

import { join } from 'node:path'
import { tsc } from '../types/compilers'
import { generate } from '../types/sample-project'
import { exampleFolder } from './running-example'

const COMPILER = join(__dirname, '../../node_modules/typescript')

it.each(['express-legacy', 'koa-basic', 'testing-jest'])(
  'the route files of %s type-check against their routes',
  async name => {
    // What `npm run typecheck` does; next-env.d.ts is committed and stays as it is.
    const { written } = generate(exampleFolder(name), 'app')
    expect(written).not.toContain('next-env.d.ts')
    const checked = await tsc(COMPILER, ['-p', '.route-handlers'], exampleFolder(name))
    expect(checked).toEqual({ stdout: '', code: 0 })
  },
)

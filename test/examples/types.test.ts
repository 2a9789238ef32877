import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { exampleFolder } from './running-example'

const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc')

it.each(['express-legacy', 'koa-basic'])('the route files of %s type-check', async name => {
  const checked = promisify(execFile)(process.execPath, [tsc], { cwd: exampleFolder(name) })
  await expect(checked).resolves.toEqual({ stdout: '', stderr: '' })
})

/** Configurations compile against the types of each tool, and mistakes in them do not. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { layOut, tool, useWorkspace } from './sample'

const workspace = useWorkspace()

it('JST-5, VT-4: configurations of Jest, Vite, Vitest and rolldown compile', async () => {
  const compiler = join(tool('typescript'), 'bin/tsc')
  const cwd = layOut(workspace(), ['types'])
  const compiled = promisify(execFile)(process.execPath, [compiler, '-p', '.'], { cwd })
  const { stdout, code = 0 } = await compiled.catch(error => error)
  expect({ stdout, code }).toEqual({ stdout: '', code: 0 })
}, 60_000)

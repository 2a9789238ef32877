/** A handler that imports `next/constants`, in a process that has no Next.js. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Built by `npm test`; `RH_DIST` names another build. */
const DIST = process.env['RH_DIST'] ?? join(__dirname, '../../dist')
const NAME = '@fortedigital/nextjs-cache-handler'

const run = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: __dirname })
  return stdout.trim()
}

const hooks = ['--import', String(pathToFileURL(join(DIST, 'src/register.js')))]
const required = `console.log(typeof require('${NAME}').CacheHandler)`
const imported = `import { CacheHandler } from '${NAME}'; console.log(typeof CacheHandler)`

it('is loaded where the hooks are, by require and by import', async () => {
  expect(await run(...hooks, '--eval', required)).toBe('function')
  expect(await run(...hooks, '--input-type=module', '--eval', imported)).toBe('function')
})

it('is not loaded without them: the test tests something', async () => {
  await expect(run('--eval', required)).rejects.toThrow("Cannot find module 'next/constants.js'")
})

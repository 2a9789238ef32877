/** Runs the tests of all clients and writes those that pass to the README, with their versions. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const jest = createRequire(import.meta.url).resolve('jest/bin/jest')
const cwd = fileURLToPath(new URL('../..', import.meta.url))
const env = { ...process.env, RH_WORKS_WITH: 'write' }
const { status } = spawnSync(process.execPath, [jest, 'test/clients/', '-w=1'], {
  stdio: 'inherit',
  cwd,
  env,
})
process.exitCode = status ?? 1

/**
 * `npm run fuzz`: the properties of test/properties with 200,000 runs. `npm run fuzz -- bodies` runs
 * the share of one; RH_RUNS sets another total, RH_SEED repeats a run.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const jest = createRequire(import.meta.url).resolve('jest/bin/jest')
const names = process.argv.slice(2)
const files = names.length > 0 ? names.map(name => `test/properties/${name}`) : ['test/properties/']

const env = { RH_RUNS: '200000', ...process.env }
const { status } = spawnSync(process.execPath, [jest, ...files], { stdio: 'inherit', env })
process.exitCode = status ?? 1

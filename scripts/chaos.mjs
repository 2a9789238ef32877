/** `npm run test:chaos`: the whole hosts table through the chaos proxy, in each of its ways. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const jest = createRequire(import.meta.url).resolve('jest/bin/jest')

const failed = ['dribble', 'rechunk'].filter(way => {
  console.log(`\n# hosts, ${way}`)
  const env = { ...process.env, RH_CHAOS: way }
  return spawnSync(process.execPath, [jest, 'test/hosts/'], { stdio: 'inherit', env }).status !== 0
})
process.exitCode = failed.length === 0 ? 0 : 1

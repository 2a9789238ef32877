/** Installs the other converters where they are missing, and runs the cases. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { install } from '../peers/install.mjs'

install()
const folder = fileURLToPath(new URL('.', import.meta.url))
// The client of the cases is the one of the tests, which is TypeScript.
const args = ['--import', 'tsx', `${folder}run.mjs`, ...process.argv.slice(2)]
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1

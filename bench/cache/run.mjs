/**
 * `npm run bench:cache`: origin calls of several processes beside other libraries, the cost of a
 * read, what memory keeps, and a stored answer beside a Buffer. Writes docs/bench-cache.md;
 * `--print` only prints it. Needs redis-server, and takes some two minutes.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const folder = fileURLToPath(new URL('.', import.meta.url))
const PAGE = fileURLToPath(new URL('../../docs/bench-cache.md', import.meta.url))
const log = line => console.error(line)

const { values } = parseArgs({
  options: {
    print: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
  },
})

install()
const { scenarios, CONTESTANTS } = await import('./scenarios.mjs')
const { overExpress } = await import('./express.mjs')
const { page } = await import('./page.mjs')

const numbers = { rounds: Number(values.rounds), seconds: Number(values.seconds) }
const text = page({
  scenarios: await scenarios(log),
  cost: cost(),
  express: await overExpress(numbers, log),
  versions: Object.fromEntries(CONTESTANTS.slice(1).map(name => [name, versionOf(name)])),
})
if (values.print) console.log(text)
else writeFileSync(PAGE, text)

function install() {
  if (existsSync(`${folder}node_modules`)) return
  run('npm', ['ci', '--no-audit', '--no-fund', '--prefix', folder])
}

/** In a process of its own, where nothing else has left anything behind. */
function cost() {
  log('one read, and memory')
  return JSON.parse(run(process.execPath, ['--expose-gc', `${folder}cost.mjs`]))
}

function versionOf(name) {
  return JSON.parse(readFileSync(`${folder}node_modules/${name}/package.json`, 'utf8')).version
}

function run(file, args) {
  const { status, stdout } = spawnSync(file, args, { stdio: ['ignore', 'pipe', 2] })
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}`)
  return stdout.toString()
}

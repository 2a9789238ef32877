/**
 * `npm run bench:loading [-- --routes 10,100]`: what mounting and loading cost, each measurement in
 * a process of its own, the least of several rounds; beside a walk over the directory and a plain
 * `import()` of the same files in the same run. Only ratios between the columns mean anything.
 */
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeProject } from './project.mjs'

const { values } = parseArgs({
  options: {
    routes: { type: 'string', default: '10,100,1000,10000' },
    rounds: { type: 'string', default: '3' },
  },
})
const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url))
/** Node imports TypeScript by itself only in later releases, and without a compiler. */
const KINDS = {
  esm: ['walk', 'mount', 'import', 'eager', 'first', 'second'],
  cjs: ['walk', 'mount', 'import', 'eager', 'first', 'second'],
  ts: ['walk', 'mount', 'eager', 'first', 'second'],
}

console.log(`Node ${process.version}; milliseconds, least of ${values.rounds} rounds\n`)
console.log(
  '| routes | files | walk | mount | plain import() | eager | first request | second | rss |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
for (const routes of values.routes.split(',').map(Number)) {
  for (const [kind, whats] of Object.entries(KINDS)) row(routes, kind, whats)
}

function row(routes, kind, whats) {
  const project = writeProject(kind, routes)
  const list = join(project.root, 'files.json')
  writeFileSync(list, JSON.stringify(project.files))
  const best = {}
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const what of whats) {
      const { ms, rss } = measure(what, project.dir, list)
      if (!(best[what]?.ms < ms)) best[what] = { ms, rss }
    }
  }
  rmSync(project.root, { recursive: true })
  const cells = ['walk', 'mount', 'import', 'eager', 'first', 'second'].map(what =>
    best[what] ? best[what].ms.toFixed(1) : '–',
  )
  console.log(`| ${[routes, kind, ...cells, best.eager.rss.toFixed(0)].join(' | ')} |`)
}

function measure(what, dir, list) {
  return JSON.parse(execFileSync(process.execPath, [CHILD, what, dir, list], { encoding: 'utf8' }))
}

/** results.json (one entry per Node version) and docs/soak.md, which is made of nothing else. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { round } from './program.mjs'

const RESULTS = fileURLToPath(new URL('results.json', import.meta.url))
const PAGE = fileURLToPath(new URL('../../docs/soak.md', import.meta.url))

const INTRO = `# Soak

\`npm run soak\` writes this page: what a server with route files must bear, measured with the server
in a process of its own and its clients in others. \`npm run soak -- S3 S7\` runs some of it and
writes nothing. Heap is the median of readings after forced collections, before the load and behind
it, in a server that was warmed up. Each program of \`bench/soak\` is one row and says how.
`

export function table(results) {
  const rows = results.map(({ id, title, seconds, holds, figures }) => {
    const verdict = holds ? 'yes' : '**no**'
    return [id, title, figures.map(cell).join('; '), verdict, `${Math.round(seconds)} s`]
  })
  return [['', 'Promise', 'Measured', 'Holds', 'Took'], Array(5).fill('---'), ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** What was promised is left out where it is what was measured. */
function cell({ name, value, unit, promise }) {
  const measured = value === '' ? 'none' : `${round(value)}${unit}`
  const limit = promise === '' || promise === String(value) ? '' : ` (${promise})`
  return `${name} **${measured}**${limit}`
}

export function writeReport(results) {
  const earlier = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {}
  const key = process.versions.node.split('.')[0]
  const run = { node: process.version, commit: commit(), machine: machine(), results }
  const all = { ...earlier, [key]: run }
  writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`)
  writeFileSync(PAGE, page(all))
}

function page(runs) {
  const sections = Object.values(runs).map(
    ({ node, commit, machine, results }) =>
      `## Node ${node}\n\nCommit ${commit}; ${machine}.\n\n${table(results)}\n`,
  )
  return [INTRO, ...sections].join('\n')
}

function machine() {
  return `${cpus()[0]?.model.trim()}, ${cpus().length} cores`
}

function commit() {
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const git = (...args) => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', '../../src', '../../adapters') !== ''
  return git('rev-parse', '--short', 'HEAD') + (changed ? ', with changes' : '')
}

/** results.json (one entry per Node version) and docs/bench.md, which is made of nothing else. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { SERVERS, WORKLOADS } from './catalogue.mjs'
import { page } from './page.mjs'
import { pins } from './processes.mjs'
import { compare } from './summary.mjs'

const RAW = 'node:http'
const RESULTS = fileURLToPath(new URL('results.json', import.meta.url))
const PAGE = fileURLToPath(new URL('../docs/bench.md', import.meta.url))

/** @param settings - `keep: false` (a quick run) prints and leaves the committed files alone. */
export function writeReport(samples, { keep, ...settings }) {
  const run = {
    node: process.version,
    commit: commit(),
    processor: cpus()[0]?.model,
    cores: cpus().length,
    pinned: pins,
    ...settings,
    ratios: ratiosOf(samples),
  }
  const earlier = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {}
  const key = String(process.versions.node.split('.')[0])
  for (const line of losses(earlier[key]?.ratios ?? [], run.ratios)) console.log(line)
  console.log(page({ [key]: run }))
  if (!keep) return
  const all = { ...earlier, [key]: run }
  writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`)
  writeFileSync(PAGE, page(all))
}

function ratiosOf(samples) {
  const pairs = SERVERS.flatMap(({ name, base }) =>
    [RAW, base].filter(Boolean).flatMap(other => WORKLOADS.map(({ name: w }) => [name, w, other])),
  )
  return pairs
    .map(([server, workload, base]) => compare(samples, server, workload, base))
    .filter(Boolean)
}

const TOLERANCE = 0.1

function losses(earlier, now) {
  return now.flatMap(({ server, workload, base, cpu }) => {
    const same = entry =>
      entry.server === server && entry.workload === workload && entry.base === base
    const before = earlier.find(same)?.cpu.median
    if (before === undefined || cpu.median >= before * (1 - TOLERANCE)) return []
    return [`worse: ${server}, ${workload}, against ${base}: ${before} → ${cpu.median}`]
  })
}

function commit() {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', 'src', 'adapters', 'bench/app') !== ''
  return git('rev-parse', '--short', 'HEAD') + (changed ? ', with changes' : '')
}

/** results.json: per Node version what each part of the bench has measured, and on what. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { pins } from './processes.mjs'

const RESULTS = new URL('results.json', import.meta.url)

export const PARTS = ['macro', 'micro', 'memory']

export const key = process.versions.node.split('.')[0]

/** Runs by major version; parts that a former layout of the file has are left out. */
export function readResults() {
  const all = JSON.parse(readFileSync(RESULTS, 'utf8'))
  return Object.fromEntries(
    Object.entries(all).filter(([, run]) => PARTS.some(part => part in run)),
  )
}

/** One measurement to a line: differences stay readable. */
export function writeResults(all) {
  const text = JSON.stringify(all, null, 1).replace(/\n {5,}|(?<=\{|\[)\n {4,}(?=")/g, ' ')
  writeFileSync(RESULTS, `${text.replace(/\n {4}(?=[}\]])/g, ' ')}\n`)
}

/** The run of this process's Node version, with the given parts in place of what it had. */
export function merge(all, parts) {
  const origin = { commit: commit() }
  const dated = Object.entries(parts).map(([name, part]) => [name, { ...origin, ...part }])
  const run = { ...all[key], ...machine(), ...Object.fromEntries(dated) }
  return { ...all, [key]: run }
}

function machine() {
  const [{ model }] = cpus()
  return { node: process.version, processor: model.trim(), cores: cpus().length, pinned: pins }
}

function commit() {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', 'src', 'adapters', 'bench/app') !== ''
  return git('rev-parse', '--short', 'HEAD') + (changed ? ', with changes' : '')
}

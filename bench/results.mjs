/** results.json: per Node version what each part of the bench has measured, and on what. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { pins } from './processes.mjs'

const RESULTS = new URL('results.json', import.meta.url)

export const PARTS = ['macro', 'inside', 'micro', 'memory']

export const key = process.versions.node.split('.')[0]

/** Runs by major version; parts that a former layout of the file has are left out. */
export function readResults() {
  const all = JSON.parse(readFileSync(RESULTS, 'utf8'))
  return Object.fromEntries(
    Object.entries(all).filter(([, run]) => PARTS.some(part => part in run)),
  )
}

export function writeResults(all) {
  writeFileSync(RESULTS, `${layOut(all)}\n`)
}

/** JSON with each measurement on a line of its own, so that differences can be read. */
function layOut(value) {
  if (Array.isArray(value)) return `[\n${value.map(row => JSON.stringify(row)).join(',\n')}\n]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).map(([name, member]) => `"${name}": ${layOut(member)}`)
  return `{\n${members.join(',\n')}\n}`
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

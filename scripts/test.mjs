/**
 * `npm test`: everything, in order, up to the first step that fails. `npm test -- nodes` or the
 * names of other groups run those alone. The last line is for CI: the sum over all groups.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { otherNodes } from './other-nodes.mjs'

const ORDER = [
  'unit',
  'hosts',
  'loading',
  'runners',
  'examples',
  'docs',
  'package',
  'types',
  'redis',
  'parity',
]
/** A folder that the order does not name yet comes last, rather than not at all. */
const GROUPS = [...new Set([...ORDER, ...readdirSync('test').filter(hasTests)])]
/** What the tests of a group start: packages of their own, which several files share. */
const TOOLS = [
  ['unit', 'test/types/versions'],
  ['loading', 'test/loading/tools'],
  ['runners', 'test/runners'],
  ['examples', 'test/runners'],
  ['runners', 'test/runners/vitest5'],
  ['parity', 'test/parity'],
  ['parity', 'test/parity/cached/next-14'],
  ['parity', 'test/parity/cached/next-15'],
  ['redis', 'test/redis'],
  ['cache-handlers', 'test/cache-handlers'],
  ...['hosts', 'chaos', 'server-options', 'long-ways'].map(group => [group, 'test/hosts/fastify']),
  ['clients', 'test/clients'],
  ['clients', 'test/hosts/fastify'],
  ['og', 'test/og'],
]
/** What holds however a request is made and an answer is sent: run on every Node, and both ways. */
const CONFORMANCE = [
  'hosts',
  'faults',
  'web-platform',
  'unit/fetch',
  'unit/handler',
  'unit/http',
  'unit/next',
]
/** The versions of a host differ in little, and all of them are run on this Node. */
const SOME_HOSTS = { RH_ONLY_HOSTS: 'express5,koa3,node:http,node:http2' }
/** That every row of the fault tables has its hosts: not where hosts are left out. */
const COVERAGE = 'test/faults/coverage'
/** What is above the converter: how bytes are read and written makes no difference to it. */
const ABOVE =
  'test/hosts/(cache-|revalidation|fetch-|static-|metadata|proxy|header-|instrumentation)'
/** The first Node whose undici keeps its state in private members. */
const NEXT_UNDICI = 24
/** Steps that are no folder: under other conditions than those of `npm test` itself. */
const CONDITIONS = {
  'server-options': onServerOptions,
  'long-ways': theLongWays,
  nodes: onOtherNodes,
}
/** Builds of Next.js take all there is; the others wait for sockets and processes more than they work. */
const ALONE = new Set(['parity'])
const jest = createRequire(import.meta.url).resolve('jest/bin/jest')
const total = { passed: 0, failed: 0 }

const NAMES = [...GROUPS, ...Object.keys(CONDITIONS)]
const asked = process.argv.slice(2)
const unknown = asked.filter(name => !GROUPS.includes(name) && !(name in CONDITIONS))
if (unknown.length > 0) {
  console.error(`No such group: ${unknown.join(', ')}. There are: ${NAMES.join(', ')}`)
  process.exit(1)
}

const scratch = mkdtempSync(join(tmpdir(), 'rh-test-'))
try {
  steps(possible(asked.length > 0 ? asked : NAMES)).every(step => step())
} catch (error) {
  console.error(error.message)
  total.failed++
}
rmSync(scratch, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

function hasTests(folder) {
  const path = join('test', folder)
  return statSync(path).isDirectory() && readdirSync(path).some(file => file.endsWith('.test.ts'))
}

/** Not everybody has a Redis. Where there must be one, its tests fail without it. */
function possible(groups) {
  if (!groups.includes('redis') || process.env.RH_REDIS === 'required') return groups
  if (spawnSync('redis-server', ['--version']).status === 0) return groups
  console.log('redis-server is not installed: the tests that need it are left out')
  return groups.filter(group => group !== 'redis')
}

function steps(groups) {
  const checks = asked.length > 0 ? ['build'] : ['build', 'typecheck', 'lint']
  return [
    ...checks.map(name => () => command(name, 'npm', ['run', '--silent', name])),
    ...TOOLS.filter(([group]) => groups.includes(group) || groups.includes('nodes')).map(
      ([, folder]) =>
        () =>
          install(folder),
    ),
    ...groups.map(group => CONDITIONS[group] ?? (() => tests(group))),
  ]
}

/** A step that fails before any test counts as one failure: "0 failed" must not be said of it. */
function command(title, file, args, env = process.env) {
  console.log(`\n# ${title}`)
  const { status } = spawnSync(file, args, { stdio: 'inherit', env })
  if (status !== 0) total.failed++
  return status === 0
}

/** Once and before the tests: several test files need them at the same time. */
function install(folder) {
  if (existsSync(join(folder, 'node_modules'))) return true
  return command(`tools of ${folder}`, 'npm', ['ci', '--no-audit', '--no-fund', '--prefix', folder])
}

/**
 * One Jest run.
 *
 * @param {string} title - a group, or what is said of a run under other conditions.
 * @param {object} [how]
 * @param {string[]} [how.folders] - below `test`.
 * @param {string} [how.node] - runs Jest, and so what the tests import.
 * @param {number} [how.workers]
 * @param {string} [how.loadingNode] - starts the servers of `test/loading` and `test/runners`.
 */
function tests(title, { folders = [title], node = process.execPath, ...more } = {}) {
  console.log(`\n# ${title}`)
  const { loadingNode = node, env, args = [], workers = ALONE.has(title) ? 1 : 2 } = more
  const report = join(scratch, `${title.replaceAll(/\W+/g, '-')}.json`)
  const paths = folders.map(folder => `test/${folder}/`)
  const { status } = spawnSync(
    node,
    [jest, ...paths, '--json', `--outputFile=${report}`, `-w=${workers}`, ...args],
    { stdio: 'inherit', env: { ...process.env, RH_NODES: loadingNode, ...env } },
  )
  add(report)
  return status === 0
}

function add(report) {
  if (!existsSync(report)) return total.failed++
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  total.passed += numPassedTests
  total.failed += numFailedTests + numRuntimeErrorTestSuites
}

/**
 * The hosts run inside Jest, so Jest runs under that Node; the others start processes of it. As part
 * of everything, loading is tried on one further Node; `npm test -- nodes` tries it on all.
 */
function onOtherNodes() {
  return otherNodes().every(
    ({ major, path }) =>
      tests(`conformance on Node ${major}`, {
        ...{ folders: CONFORMANCE, node: path, workers: 4, env: SOME_HOSTS },
        args: ['--testPathIgnorePatterns', COVERAGE],
      }) &&
      (asked.length > 0 || major === NEXT_UNDICI ? ['loading', 'runners'] : []).every(group =>
        tests(`${group} on Node ${major}`, { folders: [group], loadingNode: path }),
      ),
  )
}

/**
 * The same answers without any of the ways that are only shorter (`src/fast-paths.ts`). As part of
 * everything, on a Node of each kind of undici; `npm test -- long-ways` takes all.
 */
function theLongWays() {
  const here = { major: process.versions.node.split('.')[0], path: process.execPath }
  const env = { ...SOME_HOSTS, ROUTE_HANDLERS_FAST_PATHS: 'off' }
  return [here, ...otherNodes()]
    .filter(({ major }) => asked.length > 0 || major === here.major || major === NEXT_UNDICI)
    .every(({ major, path }) =>
      tests(`conformance on Node ${major}, fast paths off`, {
        ...{ folders: CONFORMANCE, node: path, workers: 4, env },
        args: ['--testPathIgnorePatterns', COVERAGE, ABOVE],
      }),
    )
}

/** The rules of Express, on servers that `serverOptions()` has a part in. */
function onServerOptions() {
  const env = { RH_SERVER_OPTIONS: 'on' }
  const args = ['-t', '^express[45]: ']
  return tests('hosts on serverOptions()', { folders: ['hosts'], env, args })
}

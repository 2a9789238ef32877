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
]
/** Builds of Next.js take all there is; the others wait for sockets and processes more than they work. */
const ALONE = new Set(['parity'])
const jest = createRequire(import.meta.url).resolve('jest/bin/jest')
const total = { passed: 0, failed: 0 }

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !GROUPS.includes(name) && name !== 'nodes')
if (unknown.length > 0) {
  console.error(`No such group: ${unknown.join(', ')}. There are: ${GROUPS.join(', ')}, nodes`)
  process.exit(1)
}

const scratch = mkdtempSync(join(tmpdir(), 'rh-test-'))
try {
  steps(asked.length > 0 ? asked : [...GROUPS, 'nodes']).every(step => step())
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

function steps(groups) {
  const checks = asked.length > 0 ? ['build'] : ['build', 'typecheck', 'lint']
  const here = groups.filter(group => group !== 'nodes')
  return [
    ...checks.map(name => () => command(name, 'npm', ['run', '--silent', name])),
    ...TOOLS.filter(([group]) => groups.includes(group) || groups.includes('nodes')).map(
      ([, folder]) =>
        () =>
          install(folder),
    ),
    ...here.map(group => () => tests(group, process.execPath)),
    ...(groups.includes('nodes') ? [onOtherNodes] : []),
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

/** One jest run under the given Node; it loads routes in processes of `loadingNode`. */
function tests(group, node, title = group, loadingNode = node) {
  console.log(`\n# ${title}`)
  const report = join(scratch, `${title.replaceAll(' ', '-')}.json`)
  const workers = ALONE.has(group) ? 1 : 2
  const args = [jest, `test/${group}/`, '--json', `--outputFile=${report}`, `-w=${workers}`]
  const env = { ...process.env, RH_NODES: loadingNode }
  const { status } = spawnSync(node, args, { stdio: 'inherit', env })
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

/** The hosts run inside Jest, so Jest runs under that Node; the others start processes of it. */
function onOtherNodes() {
  return otherNodes().every(
    ({ major, path }) =>
      ['hosts', 'faults'].every(group => tests(group, path, `${group} on Node ${major}`)) &&
      ['loading', 'runners'].every(group =>
        tests(group, process.execPath, `${group} on Node ${major}`, path),
      ),
  )
}

/**
 * The other Node versions the library supports, from npm: test/nodes/package.json names one
 * package per version and platform. Run as a script, it installs what is missing and prints the
 * paths.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAJORS = [22, 24, 26]
const folder = join(dirname(fileURLToPath(import.meta.url)), '../test/nodes')

/**
 * Installs the binaries where they are missing.
 *
 * @returns {{ major: number, path: string }[]} those this platform has; the others are named on
 *   standard error, which under CI is an error.
 */
export function otherNodes() {
  if (binaries().some(isMissing)) {
    execFileSync('npm', ['ci', '--prefix', folder], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const missing = binaries().filter(isMissing)
  for (const { major } of missing) console.error(reasonFor(major))
  if (missing.length > 0 && process.env.CI === 'true') {
    throw new Error('CI=true, and not every Node version could be installed')
  }
  return binaries().filter(node => !isMissing(node))
}

function binaries() {
  return MAJORS.map(major => {
    const name = `node-${major}-${process.platform}-${process.arch}`
    return { major, path: join(folder, 'node_modules', name, 'bin/node') }
  })
}

const isMissing = ({ path }) => !existsSync(path)

const reasonFor = major =>
  `Node ${major} is left out: test/nodes/package.json has no binary of it for ` +
  `${process.platform}-${process.arch}`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { major, path } of otherNodes()) console.log(`Node ${major}: ${path}`)
}

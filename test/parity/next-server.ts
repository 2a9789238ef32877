/** Real Next.js, installed and built in this folder when it has to be. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, start } from './child'

/** Next.js 16. */
export const next = join(__dirname, 'node_modules/next/dist/bin/next')
const inputs = ['app', 'lib', 'next.config.js', 'package-lock.json', '../package-lock.json']

/** `npm ci`, `next build` where they are due, then `next start` on a free port. */
export async function startNext(folder = __dirname): Promise<Server> {
  installNext()
  if (isStale(folder)) run(folder, process.execPath, [next, 'build'])
  return start(next, ['start', '-p', '0'], folder)
}

/** @param folder - that of a package.json with `next`; that of Next.js 16 if left out. */
export function installNext(folder = __dirname): void {
  if (existsSync(join(folder, 'node_modules/next'))) return
  run(folder, 'npm', ['ci', '--no-audit', '--no-fund'])
}

export function run(cwd: string, command: string, args: string[], more: NodeJS.ProcessEnv = {}) {
  const fixed = { NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const env = { ...process.env, ...fixed, ...more }
  // Quiet, unless it fails: then the error carries what was written. There are no development
  // packages for npm to leave out under NODE_ENV=production.
  execFileSync(command, args, { cwd, env, stdio: 'pipe' })
}

/** @param sources - what is built; as in every project if left out. */
export function isStale(folder: string, sources = inputs.map(input => join(folder, input))) {
  const buildId = join(folder, '.next/BUILD_ID')
  if (!existsSync(buildId)) return true
  const built = statSync(buildId).mtimeMs
  return sources.some(source => existsSync(source) && newest(source) > built)
}

function newest(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const inside = readdirSync(path).map(name => newest(join(path, name)))
  return Math.max(stats.mtimeMs, ...inside)
}

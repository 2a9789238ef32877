/** Real Next.js, installed and built in this folder when it has to be. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, start } from './child'

export const next = join(__dirname, 'node_modules/next/dist/bin/next')
const inputs = ['app', 'lib', 'next.config.js', 'package-lock.json', '../package-lock.json']

/** `npm ci`, `next build` where they are due, then `next start` on a free port. */
export async function startNext(folder = __dirname): Promise<Server> {
  installNext()
  if (isStale(folder)) run(folder, process.execPath, [next, 'build'])
  return start(next, ['start', '-p', '0'], folder)
}

export function installNext(): void {
  if (!existsSync(next)) run(__dirname, 'npm', ['ci', '--no-audit', '--no-fund'])
}

function run(cwd: string, command: string, args: string[]) {
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  // Quiet, unless it fails: then the error carries what was written. There are no development
  // packages for npm to leave out under NODE_ENV=production.
  execFileSync(command, args, { cwd, env, stdio: 'pipe' })
}

function isStale(folder: string): boolean {
  const buildId = join(folder, '.next/BUILD_ID')
  if (!existsSync(buildId)) return true
  const built = statSync(buildId).mtimeMs
  const present = inputs.map(input => join(folder, input)).filter(input => existsSync(input))
  return present.some(input => newest(input) > built)
}

function newest(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const inside = readdirSync(path).map(name => newest(join(path, name)))
  return Math.max(stats.mtimeMs, ...inside)
}

/** Real Next.js, installed and built in this folder when it has to be. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, start } from './child'

export const next = join(__dirname, 'node_modules/next/dist/bin/next')
const buildId = join(__dirname, '.next/BUILD_ID')
const inputs = ['app', 'next.config.js', 'package-lock.json']

/** `npm ci`, `next build` where they are due, then `next start` on a free port. */
export async function startNext(): Promise<Server> {
  installNext()
  if (isStale()) run(process.execPath, [next, 'build'])
  return start(next, ['start', '-p', '0'], __dirname)
}

export function installNext(): void {
  if (!existsSync(next)) run('npm', ['ci', '--no-audit', '--no-fund'])
}

function run(command: string, args: string[]) {
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  // Quiet, unless it fails: then the error carries what was written. There are no development
  // packages for npm to leave out under NODE_ENV=production.
  execFileSync(command, args, { cwd: __dirname, env, stdio: 'pipe' })
}

function isStale(): boolean {
  if (!existsSync(buildId)) return true
  const built = statSync(buildId).mtimeMs
  return inputs.some(input => newest(join(__dirname, input)) > built)
}

function newest(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const inside = readdirSync(path).map(name => newest(join(path, name)))
  return Math.max(stats.mtimeMs, ...inside)
}

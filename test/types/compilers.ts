/** Every TypeScript in use: the repository's own, and older ones installed in versions/. */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const OLDER = join(__dirname, 'versions/node_modules')

export const COMPILERS = [
  ['TypeScript 5.9', join(OLDER, 'typescript5')],
  ['TypeScript 6', join(OLDER, 'typescript6')],
  ['TypeScript 7', join(__dirname, '../../node_modules/typescript')],
] as const

/** Runs `npm ci` in versions/ when that is due. */
export function installCompilers(): void {
  if (existsSync(OLDER)) return
  execFileSync('npm', ['ci', '--prefix', join(__dirname, 'versions')], { stdio: 'pipe' })
}

/** Runs `tsc`; a failure is a result like another. */
export async function tsc(
  compiler: string,
  args: readonly string[],
  cwd?: string,
): Promise<{ readonly stdout: string; readonly code: number }> {
  const command = [join(compiler, 'bin/tsc'), ...args]
  const compiled = promisify(execFile)(process.execPath, command, { cwd }).catch(error => error)
  const { stdout, code = 0 } = await compiled
  return { stdout, code }
}

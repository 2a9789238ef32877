/** Installs the packages of this folder where they are missing. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))

export const isInstalled = () => existsSync(`${folder}node_modules`)

export function install() {
  if (isInstalled()) return
  const args = ['ci', '--no-audit', '--no-fund', '--prefix', folder]
  const { status } = spawnSync('npm', args, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${status}`)
}

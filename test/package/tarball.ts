/** The package as npm would publish it, and folders that have nothing but an installation of it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './child'

export const REPOSITORY = join(__dirname, '../..')
export const MANIFEST = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'))

const scratch = mkdtempSync(join(tmpdir(), 'rh-package-'))
let packing: Promise<string> | undefined

/** The path of the tarball, packed once per test file. */
export function tarball(): Promise<string> {
  packing ??= pack()
  return packing
}

async function pack(): Promise<string> {
  if (!existsSync(join(REPOSITORY, 'dist'))) throw new Error('run "npm run build" first')
  await run('npm', ['pack', '--pack-destination', scratch], REPOSITORY)
  return join(scratch, `${MANIFEST.name}-${MANIFEST.version}.tgz`)
}

/** A new folder with the package, and others by name and version range, installed from npm. */
export async function install(manifest: object, ...packages: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(scratch, 'folder-'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, ...manifest }))
  const options = ['--no-audit', '--no-fund', '--prefer-offline']
  await run('npm', ['install', ...options, await tarball(), ...packages], folder)
  return folder
}

export const removeFolders = () => rmSync(scratch, { recursive: true, force: true })

/** A user's project in a folder of its own, with this package installed by a link. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRouter } from '../../src/router/router'
import { scanDirectory } from '../../src/router/scan'
import { type Typegen, writeTypes } from '../../src/typegen/typegen'

const REPOSITORY = join(__dirname, '../..')
const folders: string[] = []

/** Path → text; each object is one package, so other links can be made beside ours. */
export function createProject(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rh typegen-')))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) addFile(folder, path, text)
  const packages = { 'route-handlers': '.', '@types/node': 'node_modules/@types/node', ...links }
  for (const [name, target] of Object.entries(packages)) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(REPOSITORY, target), link)
  }
  return folder
}

export function addFile(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

export function removeProjects(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** What `route-handlers typegen <dir>` does. */
export function generate(root: string, dir: string, compat: 14 | 15 | 16 = 16): Typegen {
  const path = join(root, dir)
  const files = scanDirectory(path, {
    extensions: ['tsx', 'ts', 'jsx', 'js'],
    ignore: () => false,
  })
  const options = { compat, trailingSlash: 'ignore', parity: 'improved' } as const
  const { routes } = createRouter(files, options)
  return writeTypes({ dir: path, root, routes, compat, nextEnv: 'always' })
}

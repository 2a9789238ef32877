/** What is in the tarball, and what the two linters of packages say about it. */
import { join } from 'node:path'
import { run } from './child'
import { MANIFEST, REPOSITORY, removeFolders, tarball } from './tarball'

afterAll(removeFolders)

const lint = async (command: string, args: (file: string) => string[]) =>
  run(join(REPOSITORY, 'node_modules/.bin', command), args(await tarball()), REPOSITORY)

it('the tarball has the build, the texts about it, and nothing else', async () => {
  const listed = await run('tar', ['-tzf', await tarball()], REPOSITORY)
  const files = listed
    .trim()
    .split('\n')
    .map(path => path.replace(/^package\//, ''))
  const others = files.filter(
    path => !/^dist\/(src|adapters)\/.+\.(js|mjs|d\.ts|d\.mts)$/.test(path),
  )
  expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])
}, 60_000)

it('PKG-4: nothing runs when the package is installed', () => {
  const lifecycle = ['preinstall', 'install', 'postinstall', 'prepare']
  expect(Object.keys(MANIFEST.scripts).filter(name => lifecycle.includes(name))).toEqual([])
})

it('PKG-5: publint finds nothing', async () => {
  expect(await lint('publint', file => ['run', file, '--strict'])).toContain('All good')
}, 60_000)

it('PKG-5: attw finds nothing, module resolution as in Node 10 left out', async () => {
  const commonJsToo = ['--profile', 'node16', '--exclude-entrypoints', './vite']
  const modulesOnly = ['--profile', 'esm-only', '--entrypoints', './vite']
  for (const chosen of [commonJsToo, modulesOnly]) {
    const args = (file: string) => [file, '--no-emoji', ...chosen]
    await expect(lint('attw', args)).resolves.toEqual(expect.any(String))
  }
}, 60_000)

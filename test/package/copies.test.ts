/** One instance per process, whatever loads it: both module systems, and two installed copies. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './child'
import { install, MANIFEST, removeFolders } from './tarball'

const FIXTURES = join(__dirname, 'fixtures')
const ENTRIES = Object.entries(MANIFEST.exports as Record<string, { import?: object }>)
  .filter(([, entry]) => entry.import !== undefined)
  .map(([path]) => join('route-handlers', path))

let folder: string

beforeAll(async () => {
  folder = await install({})
  cpSync(join(FIXTURES, 'copies'), folder, { recursive: true })
  for (const file of ['faces.mjs', 'globals.mjs']) cpSync(join(FIXTURES, file), join(folder, file))
}, 60_000)

afterAll(removeFolders)

it('PKG-2: import and require give the same bindings of every entry', async () => {
  const report = JSON.parse(await run(process.execPath, ['faces.mjs', ...ENTRIES], folder))
  const same = ENTRIES.map(entry => [entry, { differing: [], empty: false }])
  expect(report).toEqual(Object.fromEntries(same))
})

it('PKG-8: importing an entry changes no global, the one of @whatwg-node/server excepted', async () => {
  const entries = ENTRIES.filter(entry => entry !== 'route-handlers/whatwg')
  expect(JSON.parse(await run(process.execPath, ['globals.mjs', ...entries], folder))).toEqual([])
})

it('PKG-6, PKG-7: two installed copies share the classes and the scope of a request', async () => {
  const packages = join(folder, 'node_modules')
  cpSync(join(folder, 'other'), join(packages, 'other'), { recursive: true })
  const second = join(packages, 'other/node_modules/route-handlers')
  cpSync(join(packages, 'route-handlers'), second, { recursive: true })

  const report = JSON.parse(await run(process.execPath, ['main.cjs'], folder))
  expect(report).toEqual({
    sameClass: true,
    cookie: '1',
    host: 'node',
    copies: 2,
    sameErrors: true,
  })
})

/** VT-4: what the plugin resolves, and what it leaves to Vite. */
import { join } from 'node:path'
import { resolvedName } from '../../../src/vite/resolved-name'
import { tree } from '../modules/tree'

const root = tree({
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
  'src/lib/db.ts': '',
  'node_modules/next/server.js': '',
  'node_modules/package/index.js': '',
})
const importer = join(root, 'src/app/route.ts')

describe('a name', () => {
  it.each([
    ['a project file', importer],
    ['a project file with a query', `${importer}?v=1`],
    ['a package', join(root, 'node_modules/package/index.js')],
    ['nobody', undefined],
    ['a virtual module', '\0virtual'],
  ])('NXT-1: of next/* is ours for %s', (_title, from) => {
    expect(resolvedName('next/server', from)).toMatch(/src.next.server\.js$/)
  })

  it('NXT-1: of next/* is Next’s own inside Next.js', () => {
    const inside = join(root, 'node_modules/next/server.js')
    expect(resolvedName('next/headers', inside)).toBeUndefined()
  })

  it('TSC-2: follows tsconfig paths', () => {
    expect(resolvedName('@/lib/db', importer)).toBe(join(root, 'src/lib/db.ts'))
    expect(resolvedName('@/lib/db', `${importer}?import`)).toBe(join(root, 'src/lib/db.ts'))
  })

  it.each([
    ['@/lib/db', join(root, 'node_modules/package/index.js')],
    ['@/lib/db', undefined],
    ['@/lib/db', '\0virtual'],
    ['@/lib/none', importer],
    ['./lib/db', importer],
    ['/src/lib/db', importer],
    ['\0@/lib/db', importer],
    ['node:fs', importer],
    ['https://test.local/a.js', importer],
    ['vitest', importer],
  ])('RES-8: %j from %s is left to the host', (name, from) => {
    expect(resolvedName(name, from)).toBeUndefined()
  })
})

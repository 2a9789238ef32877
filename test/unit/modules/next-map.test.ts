import { join } from 'node:path'
import { nextFile } from '../../../src/modules/next-map'

const surface = join(__dirname, '../../../src/next')
const empty = join(__dirname, '../../../src/modules/empty.js')
const importer = '/project/src/lib/auth.ts'

describe('nextFile(specifier, importer, kind, scopes)', () => {
  it.each([
    ['next/server', 'server.js'],
    ['next/server.js', 'server.js'],
    ['next/headers', 'headers.js'],
    ['next/navigation.js', 'navigation.js'],
    ['next/cache', 'cache.js'],
    ['next/og', 'og.js'],
    ['next/root-params', 'root-params.js'],
    ['next/dist/api/server', 'server.js'],
    ['next/dist/api/navigation.js', 'navigation.js'],
    ['next/dist/server/web/exports/index.js', 'server.js'],
    ['next/dist/client/components/app-router-headers', 'app-router-headers.js'],
  ])('RES-3: %s is our %s', (specifier, file) => {
    expect(nextFile(specifier, importer, 'require', [])).toBe(join(surface, file))
  })

  it.each(['server-only', 'client-only'])('RES-3: %s is an empty module', specifier => {
    expect(nextFile(specifier, importer, 'import', [])).toBe(empty)
  })

  it.each(['next', 'next/image', 'next/server/x', 'next-auth', './next/server', 'nextjs/server'])(
    'RES-3: %s is not ours to answer',
    specifier => {
      expect(nextFile(specifier, importer, 'import', [])).toBeUndefined()
    },
  )

  const all = { nextModules: 'all', appDir: '/project/src/app' } as const
  const app = { nextModules: 'app', appDir: '/project/src/app' } as const
  const none = { nextModules: false, appDir: '/project/src/app' } as const
  const inApp = '/project/src/app/x/route.ts'
  const inPackage = '/project/node_modules/next-auth/index.js'
  const inNext = '/project/node_modules/next/dist/server/next.js'

  it.each([
    ['NXT-1', [all], inApp, true],
    ['NXT-1', [all], importer, true],
    ['NXT-1', [all], inPackage, true],
    ['NXT-1', [all], inNext, false],
    ['NXT-1', [], inPackage, true],
    ['NXT-1', [], inNext, false],
    ['nextModules', [app], inApp, true],
    ['nextModules', [app], importer, false],
    ['nextModules', [app], '/project/src/apple/route.ts', false],
    ['nextModules', [none], inApp, false],
    ['nextModules', [none, app], inApp, true],
    ['nextModules', [none, all], importer, true],
  ])('%s: mounts %j serve %s: %p', (_id, scopes, from, served) => {
    expect(nextFile('next/headers', from, 'require', scopes) !== undefined).toBe(served)
  })
})

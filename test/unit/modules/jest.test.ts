/** Inside Jest: no configuration, no hooks, Jest's own registry. */
import { join } from 'node:path'
import { createLoader } from '../../../src/modules/loader'
import { NextResponse } from '../../../src/next/server'
import { shared } from './fixtures/jest-app/shared'

const appDir = join(__dirname, 'fixtures/jest-app')
const loader = () => createLoader({ root: __dirname, appDir, nextModules: 'all' })

async function answer(name: string): Promise<Record<string, unknown>> {
  const { GET } = await loader().load(join(appDir, name, 'route.ts'))
  return (GET as () => Record<string, unknown>)()
}

describe('a route loaded in a test', () => {
  it('JST-2: next/* is ours, with and without extension', async () => {
    const { NextResponse: inRoute, WithExtension } = await answer('plain')
    expect(inRoute).toBe(NextResponse)
    expect(WithExtension).toBe(NextResponse)
  })

  it('JST-3: its imports are the instances of the test', async () => {
    expect((await answer('plain'))['shared']).toBe(shared)
  })

  it('JST-3: Jest compiles it, enums included', async () => {
    expect((await answer('plain'))['kind']).toBe('route')
  })

  it('JST-1: the hooks of Node stay out of it', async () => {
    const { installedHooks } = await import('../../../src/modules/hook-state')
    loader()
    expect(installedHooks()?.thread).toBeUndefined()
  })

  it('JST-2: modules reset between tests find next/* again', async () => {
    jest.resetModules()
    const { createLoader: fresh } = await import('../../../src/modules/loader')
    const { load } = fresh({ root: __dirname, appDir, nextModules: 'all' })
    const { GET } = await load(join(appDir, 'plain/route.ts'))
    expect((GET as () => object)()).toMatchObject({ kind: 'route', shared: { ...shared } })
  })
})

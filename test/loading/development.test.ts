/** What a mount does for developers beside serving and reloading. */
import { nextEnvFile } from '../../src/typegen/next-env-file'
import { NODES } from './child'
import { HOSTS } from './hosts'
import { type Live, startLive } from './live'

const TYPES = '../.route-handlers/types/routes.d.ts'
const ROUTE = 'export const GET = () => new Response()\n'

describe('in development', () => {
  let live: Live

  beforeAll(async () => {
    live = await startLive(NODES[0]!, HOSTS.find(({ name }) => name === 'js-esm')!)
  }, 60_000)
  afterAll(() => live.stop())

  it('TYP-1: types are written only beside a next-env.d.ts of ours, and follow the routes', async () => {
    live.write('live/first/[id]/route.ts', ROUTE)
    await live.get('/first/1')
    expect(() => live.read(TYPES)).toThrow('ENOENT')

    live.write('../next-env.d.ts', nextEnvFile(true))
    live.write('live/second/[...rest]/route.ts', ROUTE)
    await live.get('/second/1')
    expect(live.read(TYPES)).toContain('"/first/[id]": { "id": string; }')
    expect(live.read(TYPES)).toContain('"/second/[...rest]": { "rest": string[]; }')

    live.remove('live/second')
    await live.get('/second/1')
    expect(live.read(TYPES)).not.toContain('/second')
  })

  it('an edge route that reaches a module of Node.js through its own files is told so once', async () => {
    live.write(
      'size.ts',
      "import { statSync } from 'node:fs'\nexport const size = statSync('.').size\n",
    )
    live.write(
      'live/edge/route.ts',
      `import { size } from '../../size'\nexport const runtime = 'edge'\n${ROUTE}void size\n`,
    )
    expect((await live.get('/edge')).status).toBe(200)
    live.edit('live/edge/route.ts', 'new Response()', "new Response('1')")
    await live.get('/edge')
    expect(await live.warnings('RH_EDGE_NODE_IMPORT')).toEqual([
      expect.stringContaining('Route "/edge" says runtime = \'edge\' and imports "node:fs"'),
    ])
  })

  it('an edge route that imports only what Next.js has there is told nothing', async () => {
    const head =
      "import { AsyncLocalStorage } from 'node:async_hooks'\nimport type fs from 'node:fs'\n"
    live.write(
      'live/light/route.ts',
      `${head}export const runtime = 'edge'\nexport const store = new AsyncLocalStorage<typeof fs>()\n${ROUTE}`,
    )
    expect((await live.get('/light')).status).toBe(200)
    const warnings = await live.warnings('RH_EDGE_NODE_IMPORT')
    expect(warnings.filter(text => text.includes('/light'))).toEqual([])
  })

  it('segment config without a literal is named once, since Next.js reads it from the text', async () => {
    const config = 'const minute = 60\nexport const revalidate = 10 * minute\n'
    live.write('live/computed/route.ts', `${config}export const maxDuration = 5\n${ROUTE}`)
    expect((await live.get('/computed')).status).toBe(200)
    live.edit('live/computed/route.ts', 'minute = 60', 'minute = 61')
    await live.get('/computed')
    expect(await live.warnings('RH_DYNAMIC_CONFIG')).toEqual([
      expect.stringContaining('Route "/computed" has no literal for revalidate ('),
    ])
  })
})

/** Types of the routes are kept up to date while a server runs, where a project has asked for them. */
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
})

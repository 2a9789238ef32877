/** Metadata files while they are edited: RLD of files whose text says at which URL they are served. */
import { NODES } from './child'
import { canStart, HOSTS } from './hosts'
import { type Live, startLive } from './live'
import { inspect } from './nodes'

const SERVERS = ['js-esm', 'tsx-cjs']

const one = (value: number) =>
  `export default () => Response.json(${value}, { headers: { 'x-made': '1' } })\n`

const many =
  'export const generateImageMetadata = () => [{ id: 1 }]\n' +
  'export default async ({ id }) => Response.json(await id)\n'

describe.each(NODES.slice(0, 1).map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(host => SERVERS.includes(host.name) && canStart(host, node))

  describe.each(hosts)('in a $name server', host => {
    let live: Live
    const icon = 'live/meta/icon.js'
    const body = async (path: string) => (await live.get(path)).body

    beforeAll(async () => {
      live = await startLive(node.path, host)
    }, 60_000)
    afterAll(() => live.stop())

    it('one that is added is served, and an edit shows at once', async () => {
      expect((await live.get('/meta/icon')).status).toBe(404)
      live.write(icon, one(1))
      expect(await body('/meta/icon')).toBe(1)
      live.write(icon, one(22))
      expect(await body('/meta/icon')).toBe(22)
    })

    it('one that begins to list ids moves, and moves back', async () => {
      live.write(icon, many)
      expect(await body('/meta/icon/1')).toBe('1')
      expect((await live.get('/meta/icon')).status).toBe(404)
      live.write(icon, one(3))
      expect(await body('/meta/icon')).toBe(3)
      expect((await live.get('/meta/icon/1')).status).toBe(404)
    })

    it('a static file is read anew, and gone when it is removed', async () => {
      live.write('live/meta/manifest.json', '"elsewhere"')
      live.write('live/manifest.json', '"one"')
      expect(await body('/manifest.json')).toBe('one')
      live.write('live/manifest.json', '"other"')
      expect(await body('/manifest.json')).toBe('other')
      live.remove('live/manifest.json')
      expect((await live.get('/manifest.json')).status).toBe(404)
    })

    it('a missing default export is told of until there is one', async () => {
      live.write(icon, 'export const alt = 1\n')
      expect(await body('/meta/icon')).toMatchObject({ code: 'RH_INVALID_EXPORT' })
      live.write(icon, one(4))
      expect(await body('/meta/icon')).toBe(4)
    })
  })
})

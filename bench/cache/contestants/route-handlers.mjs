/** The engine below routes, `fetch` and cached functions, on Redis. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import { DIST } from '../dist.mjs'

const load = file => import(pathToFileURL(join(DIST, file)).href)

export async function open({ port, origin, ttl, strict = false }) {
  const { redisTier } = (await load('src/cache/redis/redis-tier.js')).default
  const { Engine } = (await load('src/cache/engine/engine.js')).default
  const client = new Redis(port, '127.0.0.1')
  const { tags, entries } = redisTier({ client }).open(() => {})
  await tags.start()
  const settings = { consistency: strict ? 'strict' : 'bounded' }
  const engine = new Engine({ tags, entries, settings })
  return {
    engine,
    tags,
    async read(key) {
      const generate = async () => {
        const body = Buffer.from(await origin())
        return { type: 'store', kind: 'F', tags: ['tag'], revalidate: ttl, expire: 3600, body }
      }
      const { entry } = await engine.get(key, { kind: 'F', generate })
      return String(entry.body)
    },
    invalidate: () => tags.invalidate(['tag']),
  }
}

/** Two layers with tags. `getOrSet()` takes no tags, so its two halves are written out. */
import { coalesceAsync } from '@cacheable/utils'
import KeyvRedis from '@keyv/redis'
import { Cacheable } from 'cacheable'

export async function open({ port, origin, ttl }) {
  const secondary = new KeyvRedis(`redis://127.0.0.1:${port}`)
  const cache = new Cacheable({ secondary, tags: true })
  const make = async key => {
    const value = await origin()
    await cache.set(key, value, { ttl: ttl * 1000, tags: ['tag'] })
    return value
  }
  return {
    read: async key => (await cache.get(key)) ?? coalesceAsync(key, () => make(key)),
    invalidate: () => cache.tags.invalidateTag('tag'),
  }
}

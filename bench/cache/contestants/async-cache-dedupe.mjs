/** One layer, which is Redis; references are its tags. */
import { createCache } from 'async-cache-dedupe'
import { Redis } from 'ioredis'

export async function open({ port, origin, ttl }) {
  const client = new Redis(port, '127.0.0.1')
  const options = { client, invalidation: { referencesTTL: 3600 } }
  const cache = createCache({ ttl, stale: 3600, storage: { type: 'redis', options } })
  cache.define('read', { references: () => ['tag'] }, () => origin())
  return {
    read: key => cache.read(key),
    invalidate: () => cache.invalidateAll('tag'),
  }
}

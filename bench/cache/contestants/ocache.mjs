/** One layer, which is Redis. It has no tags: the key itself is invalidated. */
import { Redis } from 'ioredis'
import { createBlobStorage, defineCachedFunction } from 'ocache'

export async function open({ port, origin, ttl }) {
  const client = new Redis(port, '127.0.0.1')
  const storage = createBlobStorage({
    get: key => client.getBuffer(key),
    set(key, value, { ttl: seconds = 3600 } = {}) {
      if (value === null) return client.del(key)
      // Other bytes than Buffers become text.
      return client.set(key, Buffer.from(value), 'EX', Math.ceil(seconds))
    },
  })
  const read = defineCachedFunction(() => origin(), {
    ...{ name: 'read', getKey: key => key, maxAge: ttl, swr: true, staleMaxAge: 3600, storage },
  })
  return { read, invalidate: key => read.invalidate(key) }
}

/** Two layers and a bus, stale values at once while new ones are made. */
import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
import { redisBusDriver, redisDriver } from 'bentocache/drivers/redis'

export async function open({ port, origin, ttl }) {
  const connection = { host: '127.0.0.1', port }
  const store = bentostore()
    .useL1Layer(memoryDriver({ maxSize: '16mb' }))
    .useL2Layer(redisDriver({ connection }))
    .useBus(redisBusDriver({ connection }))
  const cache = new BentoCache({ default: 'both', stores: { both: store } })
  const options = { ttl: ttl * 1000, grace: '1h', timeout: 0, tags: ['tag'], factory: origin }
  return {
    read: key => cache.getOrSet({ key, ...options }),
    invalidate: () => cache.deleteByTag({ tags: ['tag'] }),
  }
}

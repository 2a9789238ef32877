/** What is closed leaves nothing open: connections for messages are the tier's own. */
import { createRequire } from 'node:module'
import { redisTier } from '../../src/cache/redis/redis-tier'
import { describeWithRedis, startRedis, until } from './fixture'

const require = createRequire(__filename)

describeWithRedis('a tier that is closed', () => {
  it.each([
    ['at once', 0],
    ['while it starts', 1],
    ['later', 200],
  ])('%s ends its connection for messages, and not that of the application', async (_, ms) => {
    const redis = await startRedis()
    const { Redis } = require('ioredis')
    const client = new Redis(redis.port, '127.0.0.1')
    await client.ping()
    const { tags } = redisTier({ client }).open(() => {})
    const started = tags.start()
    await new Promise(resolve => setTimeout(resolve, ms))
    tags.close()
    await started
    await until(async () => (await redis.subscribers()) === 0, 'nobody subscribes')
    expect(await client.ping()).toBe('PONG')
    client.disconnect()
  })

  it('ends it also while it waits for a server', async () => {
    const redis = await startRedis()
    await redis.kill()
    const { Redis } = require('ioredis')
    const client = new Redis(redis.port, '127.0.0.1', { retryStrategy: () => 50 })
    client.on('error', () => {})
    const { tags } = redisTier({ client }).open(() => {})
    await tags.start()
    tags.close()
    await redis.run()
    await client.ping()
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await redis.subscribers()).toBe(0)
    client.disconnect()
  })
})

/** A cluster of three masters: keys of one entry lie in one slot, entries lie everywhere. */
import {
  afterwards,
  describeWithRedis,
  report,
  startOrigin,
  startWorker,
  total,
  until,
} from './fixture'
import { RedisServer } from './redis-server'

const SLOTS = ['0 5460', '5461 10922', '10923 16383']

async function startCluster(): Promise<readonly RedisServer[]> {
  const servers: RedisServer[] = []
  afterwards(async () => {
    for (const server of servers) await server.stop()
  })
  for (const slots of SLOTS) {
    const server = await RedisServer.start('--cluster-enabled', 'yes')
    servers.push(server)
    await server.send(`CLUSTER ADDSLOTSRANGE ${slots}`)
    await server.send(`CLUSTER SET-CONFIG-EPOCH ${servers.length}`)
    await server.send(`CLUSTER MEET 127.0.0.1 ${servers[0]!.port}`)
  }
  const isWhole = async (server: RedisServer) =>
    (await server.send('CLUSTER INFO')).includes('cluster_state:ok')
  await until(async () => (await Promise.all(servers.map(isWhole))).every(Boolean), 'it is whole')
  return servers
}

describeWithRedis('a cluster', () => {
  jest.setTimeout(60_000)

  it.each([false, true])(
    'DT14 shares entries and invalidations (sharded messages: %s)',
    async shardedPubSub => {
      const [first] = await startCluster()
      const origin = await startOrigin()
      const tier = { shardedPubSub, syncIntervalMs: 600_000 }
      const options = { url: origin.url, port: first!.port, client: 'cluster', tier } as const
      const [one, other] = [await startWorker(options), await startWorker(options)]
      const keys = Array.from({ length: 200 }, (_, at) => `key ${at}`)
      for (const key of keys) await one.read(key, ['tag'])
      await one.idle()
      const tiers: Record<string, number> = {}
      for (const key of keys) {
        const { tier: from = 'none' } = await other.read(key, ['tag'])
        tiers[from] = (tiers[from] ?? 0) + 1
      }
      expect(tiers).toEqual({ L2: 200 })
      origin.version = 2
      await one.invalidate(['tag'])
      await until(async () => (await other.tagState()).epoch === 1, 'the other has heard of it')
      expect((await other.read('key 7', ['tag'])).value).toBe('2')
      expect(await total([one, other], 'l2-error')).toBe(0)
      report('DT14', { ...tiers, origin: origin.hits })
    },
  )
})

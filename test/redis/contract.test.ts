/** The contract of a tier, over each client, in one process that opens many. */
import { createRequire } from 'node:module'
import { type RedisTierOptions, redisTier } from '../../src/cache/redis/redis-tier'
import { contractOf } from '../../src/cache/testkit/contract'
import { describeWithRedis } from './fixture'
import { RedisServer } from './redis-server'

const require = createRequire(__filename)

interface Connection {
  readonly client: object
  close(): unknown
}

async function ioredis(name: string, port: number): Promise<Connection> {
  const { Redis } = require(name)
  const client = new Redis(port, '127.0.0.1')
  return { client, close: () => client.disconnect() }
}

async function nodeRedis(port: number): Promise<Connection> {
  const client = require('redis').createClient({ url: `redis://127.0.0.1:${port}` })
  await client.connect()
  return { client, close: () => client.destroy() }
}

const CLIENTS = {
  ioredis: (port: number) => ioredis('ioredis', port),
  iovalkey: (port: number) => ioredis('iovalkey', port),
  redis: nodeRedis,
}

describeWithRedis.each(Object.entries(CLIENTS))('the contract, over %s', (_, connect) => {
  let redis: RedisServer
  let connections: Connection[] = []
  let namespaces = 0

  beforeAll(async () => {
    redis = await RedisServer.start()
    // Two clients of one server, as two processes have them.
    connections = await Promise.all([connect(redis.port), connect(redis.port)])
  })

  afterAll(async () => {
    for (const { close } of connections) await close()
    await redis.stop()
  })

  const open = () => {
    const ns = `test:${++namespaces}`
    let opened = 0
    const tier = () => {
      const { client } = connections[opened++ % 2]!
      const options: RedisTierOptions = { client, ns }
      return redisTier(options)
    }
    return { tier }
  }
  const cases = contractOf(open).map(({ name, run }) => [name, run] as const)
  it.each(cases)('%s', (_name, run) => run())
})

/** How processes hear of invalidations, and what they hold for true when they may have missed one. */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  afterwards,
  describeWithRedis,
  report,
  setUp,
  startOrigin,
  startRedis,
  startWorker,
  total,
  until,
} from './fixture'
import { Network } from './network'
import type { Worker, WorkerOptions } from './workers'

/** Never, in a test. */
const NO_POLLS = { tier: { syncIntervalMs: 600_000 } }
/** A poll may come late by a tenth, and then it takes its time. Milliseconds. */
const NEXT_POLL = 1500

/** The first reaches the server through a network that the test governs. */
async function setUpFarAway(options: Partial<WorkerOptions> = {}) {
  const { redis, origin, workers } = await setUp(1)
  const network = await Network.start(redis.port)
  afterwards(() => network.stop())
  const far = await startWorker({ url: origin.url, port: network.port, ...options })
  return { redis, origin, network, far, near: workers[0]! }
}

describeWithRedis('the tags that processes share', () => {
  jest.setTimeout(60_000)

  it.each(['{test}:tags {test}:tagidx', '{test}:tags', '{test}:tagidx'])(
    'DT9 H17 begin anew, and everything expires, when the server has lost %s',
    async lost => {
      const { origin, redis, workers } = await setUp(2)
      const [one, other] = workers as [Worker, Worker]
      await one.invalidate(['other'])
      await one.read('key', ['tag'])
      await one.idle()
      expect((await other.read('key', ['tag'])).tier).toBe('L2')
      const { manifest } = await one.tagState()
      await redis.send(`DEL ${lost}`)
      await sleep(NEXT_POLL)
      expect((await one.tagState()).manifest).not.toBe(manifest)
      origin.version = 2
      expect((await one.read('key', ['tag'])).value).toBe('2')
      await one.idle()
      expect(await other.read('key', ['tag'])).toMatchObject({ value: '2', state: 'HIT' })
      expect(origin.hits).toBe(2)
    },
  )

  it('DT10 H16 are known by the next poll when no message comes', async () => {
    const { origin, redis, workers } = await setUp(2)
    const [one, other] = workers as [Worker, Worker]
    for (let round = 1; round <= 3; round++) {
      await other.read('key', ['tag'])
      origin.version++
      await redis.send('CLIENT KILL TYPE pubsub')
      await one.invalidate(['tag'])
      await sleep(NEXT_POLL)
      expect((await other.read('key', ['tag'])).value).toBe(String(origin.version))
    }
  })

  it.each([false, true])(
    'DT11 H16 are known by message, without any poll (sharded: %s)',
    async shardedPubSub => {
      const tier = { ...NO_POLLS.tier, shardedPubSub }
      const { redis, workers } = await setUp(2, { tier })
      const [one, other] = workers as [Worker, Worker]
      await until(async () => (await redis.subscribers()) === 2, 'both are subscribed')
      await Promise.all(workers.map(worker => worker.sync()))
      const watched = other.watch(1, 500)
      const tags = Array.from({ length: 500 }, (_, at) => `tag ${at}`)
      const told = await one.invalidateEach(tags)
      const known = await watched
      const late = known.map((at, epoch) => at - told[epoch]!).sort((first, next) => first - next)
      expect(late).toHaveLength(500)
      expect(await total(workers, 'manifest gap')).toBe(0)
      report('DT11', { sharded: shardedPubSub, p50: late[250], p99: late[495] })
    },
  )

  it.each(['the same run', 'another run'])(
    'DT12 H17 begin anew once when older data came back, under %s of the server',
    async run => {
      const { origin, redis, workers } = await setUp(2)
      const [one, other] = workers as [Worker, Worker]
      await one.invalidateEach(Array.from({ length: 10 }, (_, at) => `early ${at}`))
      if (run === 'another run') await redis.send('SAVE')
      else {
        await redis.send('COPY {test}:tags {test}:saved')
        await redis.send('COPY {test}:tagidx {test}:savedidx')
      }
      await one.invalidateEach(Array.from({ length: 50 }, (_, at) => `late ${at}`))
      await other.read('key', ['tag'])
      const { manifest } = await one.tagState()
      if (run === 'another run') {
        await redis.kill()
        await redis.run()
        expect(await redis.send('HGET {test}:tags @e')).toContain('10')
      } else {
        await redis.send('COPY {test}:saved {test}:tags REPLACE')
        await redis.send('COPY {test}:savedidx {test}:tagidx REPLACE')
      }
      origin.version = 2
      await until(() => one.invalidate(['tag']).then(isTold, () => false), 'it was acknowledged')
      const second = (await one.tagState()).manifest
      await sleep(NEXT_POLL)
      expect((await other.read('key', ['tag'])).value).toBe('2')
      const states = await Promise.all(workers.map(worker => worker.tagState()))
      expect(second).not.toBe(manifest)
      expect(states.map(state => state.manifest)).toEqual([second, second])
    },
  )

  it('are kept over a restart where that is trusted', async () => {
    const { origin, redis, workers } = await setUp(2, { tier: { onRestart: 'trust' } })
    const [one, other] = workers as [Worker, Worker]
    await one.invalidate(['other'])
    await one.read('key', ['tag'])
    await one.idle()
    const { manifest } = await one.tagState()
    await redis.send('SAVE')
    await redis.kill()
    await redis.run()
    await until(() => other.sync().then(isTold, () => false), 'it is connected again')
    expect(await other.read('key', ['tag'])).toMatchObject({ value: '1', tier: 'L2' })
    expect((await other.tagState()).manifest).toBe(manifest)
    origin.version = 2
    await until(() => one.invalidate(['tag']).then(isTold, () => false), 'it was acknowledged')
    expect((await one.read('key', ['tag'])).value).toBe('2')
  })

  it('DT15 H16 are asked for after a strict read began, not while it did', async () => {
    const strict = { engine: { consistency: 'strict' } }
    const { origin, network, far, near } = await setUpFarAway(strict)
    await far.read('key', ['tag'])
    network.delay = 150
    // Its own message would tell it too.
    network.messageDelay = 5000
    const early = far.read('key', ['tag'])
    await sleep(50)
    origin.version = 2
    await near.invalidate(['tag'])
    expect((await far.read('key', ['tag'])).value).toBe('2')
    await early
  })

  it('DT18 B7 are not rolled back by messages that come late', async () => {
    const { origin, network, far, near } = await setUpFarAway()
    await far.read('key', ['tag'])
    network.messageDelay = 2000
    await near.invalidate(['tag'], 60)
    origin.version = 2
    await near.invalidate(['tag'])
    let last = { expired: 0, stale: 0 }
    const end = Date.now() + 3500
    const values: string[] = []
    while (Date.now() < end) {
      const [[, record]] = (await far.tagState()).records as [[string, typeof last]]
      expect(record.expired).toBeGreaterThanOrEqual(last.expired)
      expect(record.stale).toBeGreaterThanOrEqual(last.stale)
      last = record
      values.push((await far.read('key', ['tag'])).value)
      await sleep(50)
    }
    expect(last).toMatchObject({ expired: 2, stale: 1 })
    expect(values.lastIndexOf('1')).toBeLessThan(values.indexOf('2'))
  })

  it('B2 are heard of by message also where the client queues nothing', async () => {
    const clientOptions = { enableOfflineQueue: false, maxRetriesPerRequest: 0 }
    const { origin, workers } = await setUp(2, { ...NO_POLLS, clientOptions })
    const [one, other] = workers as [Worker, Worker]
    await other.read('key', ['tag'])
    origin.version = 2
    await one.invalidate(['tag'])
    await until(async () => (await other.tagState()).epoch === 1, 'a message came')
    expect((await other.read('key', ['tag'])).value).toBe('2')
  })

  it.each([
    ['ioredis', { keyPrefix: 'application:' }],
    ['ioredis', { db: 3, stringNumbers: true, enableReadyCheck: false }],
    ['ioredis', { enableAutoPipelining: true }],
    ['ioredis', { protocol: 3 }],
    ['iovalkey', { keyPrefix: 'application:' }],
    ['redis', { RESP: 2 }],
    ['redis', { RESP: 3 }],
    ['redis', { database: 3, disableOfflineQueue: true }],
  ] as const)('are shared over %s with %j', async (client, clientOptions) => {
    const { origin, workers } = await setUp(2, { ...NO_POLLS, client, clientOptions })
    const [one, other] = workers as [Worker, Worker]
    await one.read('key', ['tag'])
    await one.idle()
    expect(await other.read('key', ['tag'])).toMatchObject({ value: '1', tier: 'L2' })
    origin.version = 2
    await one.invalidate(['tag'])
    await until(async () => (await other.tagState()).epoch === 1, 'a message came')
    expect((await other.read('key', ['tag'])).value).toBe('2')
    expect(await total(workers, 'l2-error')).toBe(0)
  })

  it.each([
    ['ioredis', {}],
    ['ioredis', { lazyConnect: true }],
    ['redis', {}],
  ] as const)('B3 are shared by %s %j that was there before its server', async (client, more) => {
    const redis = await startRedis()
    await redis.kill()
    const { url } = await startOrigin()
    const options = { url, port: redis.port, client, clientOptions: more, isEarly: true } as const
    const workers = [await startWorker(options), await startWorker(options)]
    expect((await workers[0]!.read('key')).value).toBe('1')
    await redis.run()
    const isShared = async () => {
      const states = await Promise.all(workers.map(worker => worker.tagState()))
      return states.every(state => state.isShared && state.isConnected)
    }
    await until(isShared, 'both know the manifest of the server')
    await workers[0]!.read('other key', ['tag'])
    await workers[0]!.idle()
    expect((await workers[1]!.read('other key', ['tag'])).tier).toBe('L2')
  })
})

const isTold = (): boolean => true

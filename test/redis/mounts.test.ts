/** Four servers on one Redis, attached in two lines: what their clients see. */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterwards, describeWithRedis, report, startOrigin, startRedis, until } from './fixture'
import { Mount, type MountOptions } from './mounts'

async function setUp(given: readonly Partial<MountOptions>[]) {
  const [redis, origin] = await Promise.all([startRedis(), startOrigin()])
  const mounts = await Promise.all(
    given.map(options => Mount.start({ port: redis.port, origin: origin.url, ...options })),
  )
  for (const mount of mounts) afterwards(() => mount.stop())
  return { redis, origin, mounts }
}

const ioredis = { client: 'ioredis', buildId: 'one' } as const
/** Servers with different clients share as well. */
const FOUR = [
  ioredis,
  ioredis,
  { client: 'iovalkey', buildId: 'one' },
  { ...ioredis, client: 'redis' },
] as const

describeWithRedis('servers that share a Redis', () => {
  jest.setTimeout(60_000)

  it('DT1 H10 run a handler once for two hundred clients of four servers', async () => {
    const { origin, mounts } = await setUp(FOUR)
    origin.delay = 500
    const all = mounts.flatMap(mount => Array.from({ length: 50 }, () => mount.get('/shop')))
    const answers = await Promise.all(all)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(origin.hitsOf('answer')).toBe(1)
    const states = answers.map(({ state }) => state)
    expect(states.filter(state => state !== 'MISS' && state !== 'HIT')).toEqual([])
    report('DT1', { answers: answers.length, origin: origin.hitsOf('answer') })
  })

  it('DT4 H14 store no answer that another server invalidated while it was made', async () => {
    const { origin, mounts } = await setUp([ioredis, ioredis])
    const [one, other] = mounts as [Mount, Mount]
    origin.delay = 400
    const early = one.json('/shop')
    await until(() => origin.hitsOf('answer') === 1, 'the handler runs')
    origin.version = 2
    await other.invalidate('shop')
    expect((await early)['version']).toBe('1')
    origin.delay = 0
    expect((await other.json('/shop'))['version']).toBe('2')
    await until(async () => (await one.stats()).tags.epoch === 1, 'the first has heard of it')
    expect((await one.json('/shop'))['version']).toBe('2')
  })

  it('DT5 fail no request of four servers while Redis is killed and started again', async () => {
    const { redis, origin, mounts } = await setUp(FOUR)
    const end = Date.now() + 5000
    let requests = 0
    const failed: unknown[] = []
    const readOn = async (mount: Mount) => {
      while (Date.now() < end) {
        await mount.get('/shop').catch(error => failed.push(error))
        requests++
      }
    }
    /** Answers are made anew all the time. */
    const invalidateOn = async (mount: Mount) => {
      while (Date.now() < end) {
        await mount.invalidate('shop').catch(error => failed.push(error))
        await sleep(100)
      }
    }
    const load = mounts.flatMap(mount => [
      invalidateOn(mount),
      ...Array.from({ length: 4 }, () => readOn(mount)),
    ])
    await sleep(1500)
    await redis.kill()
    await sleep(1500)
    await redis.run()
    await Promise.all(load)
    expect(failed).toEqual([])
    origin.version = 2
    const told = () => mounts[0]!.revalidate()
    await until(async () => (await told()) === 'told', 'it was acknowledged')
    for (const mount of mounts) {
      await until(async () => (await mount.json('/shop'))['version'] === '2', 'it knows')
    }
    report('DT5', { requests, failed: failed.length, origin: origin.hitsOf('answer') })
  })

  it('DT16 H1 give every client the cookie that was made for it', async () => {
    const { redis, mounts } = await setUp(FOUR)
    const all = mounts.flatMap(mount => Array.from({ length: 20 }, () => mount.get('/cookie')))
    const answers = await Promise.all(all)
    expect(new Set(answers.map(({ cookie }) => cookie)).size).toBe(80)
    for (const { text, cookie } of answers) expect(cookie).toContain(text)
    expect(await redis.keys('rh:*:e')).toEqual([])
  })

  it('DT17 H21 share data over a deployment, make answers anew, and invalidate both', async () => {
    const old = { ...ioredis, buildId: 'old' }
    const { redis, origin, mounts } = await setUp([old, { ...ioredis, buildId: 'new' }])
    const [before, after] = mounts as [Mount, Mount]
    const made = () => ['answer', 'cached', 'fetched', 'unstable'].map(name => origin.hitsOf(name))
    await before.get('/shop')
    await before.get('/data')
    expect(made()).toEqual([1, 1, 1, 1])
    // The answer, what it fetched, and three pieces of data.
    await until(async () => (await redis.keys('rh:*:e')).length === 5, 'it is written')
    await after.get('/shop')
    expect(await after.json('/data')).toEqual({ fetched: '1', unstable: '1', cached: '1' })
    expect(made()).toEqual([2, 2, 1, 1])
    origin.version = 2
    await after.invalidate('data')
    await until(async () => (await before.stats()).tags.epoch === 1, 'the old one has heard of it')
    const second = { fetched: '2', unstable: '2', cached: '2' }
    expect(await before.json('/data')).toEqual(second)
    await until(async () => (await redis.keys('rh:*:l')).length === 0, 'it is written')
    expect(await after.json('/data')).toEqual(second)
    expect(made()).toEqual([2, 4, 2, 2])
  })

  it('answer while there is no Redis, tell what waits, and tell it when there is one', async () => {
    const { redis, origin, mounts } = await setUp([ioredis, ioredis])
    const [one, other] = mounts as [Mount, Mount]
    await other.get('/shop')
    await redis.kill()
    origin.version = 2
    await one.invalidate('shop')
    expect(await one.revalidate()).toBe('InvalidationQueuedError')
    const { tags, counters } = await one.stats()
    expect(tags.queued).toBe(1)
    expect(counters['invalidate-queued']).toBe(2)
    expect((await one.json('/shop'))['version']).toBe('2')
    await redis.run()
    await until(async () => (await one.stats()).tags.replayed === 1, 'it has been told')
    await until(async () => (await other.json('/shop'))['version'] === '2', 'the other knows')
    expect(await one.revalidate()).toBe('told')
  })

  it('answer also when they were started without one', async () => {
    const [redis, origin] = await Promise.all([startRedis(), startOrigin()])
    await redis.kill()
    const mount = await Mount.start({ port: redis.port, origin: origin.url, ...ioredis })
    afterwards(() => mount.stop())
    expect((await mount.json('/shop'))['version']).toBe('1')
    expect((await mount.get('/shop')).state).toBe('HIT')
    await redis.run()
    await until(async () => (await redis.keys('{rh}:tags')).length === 1, 'they have met')
  })

  it.each(['ioredis', 'redis'] as const)(
    'leave nothing open when they close, over %s',
    async client => {
      const { mounts } = await setUp([{ ...ioredis, client }])
      const [mount] = mounts as [Mount]
      await mount.get('/shop')
      const ended = once(mount.process, 'exit')
      await mount.close()
      expect(await ended).toEqual([0, null])
    },
  )

  it('warn where deployments cannot be told apart', async () => {
    const { mounts } = await setUp([{}, ioredis])
    await Promise.all(mounts.map(mount => mount.get('/shop')))
    const [without, named] = await Promise.all(mounts.map(mount => mount.warnings()))
    expect(without).toContain('RH_CACHE_BUILD_ID')
    expect(named).toEqual([])
  })
})

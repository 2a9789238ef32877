/** No request fails because of Redis: dead, hanging, cut off, or full of what waited for it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterwards, describeWithRedis, report, setUp, startWorker, total, until } from './fixture'
import { Network } from './network'
import type { Worker, WorkerOptions } from './workers'

const LOAD = { connections: 16, keys: 301, tags: ['tag'], revalidate: 1 }

/** Every value that is read from now on, until told to stop. */
function readingOn(worker: Worker, key: string) {
  const values: string[] = []
  let isOver = false
  const read = async () => {
    while (!isOver) {
      await worker.forget()
      values.push((await worker.read(key, ['tag'])).value)
      await sleep(20)
    }
    return values
  }
  const reading = read()
  return {
    stop: () => {
      isOver = true
      return reading
    },
  }
}

async function setUpFarAway(options: Partial<WorkerOptions> = {}) {
  const { redis, origin, workers } = await setUp(1, options)
  const network = await Network.start(redis.port)
  afterwards(() => network.stop())
  const far = await startWorker({ url: origin.url, port: network.port, ...options })
  return { redis, origin, network, far, near: workers[0]! }
}

describeWithRedis('a Redis that fails', () => {
  jest.setTimeout(60_000)

  it.each(['ioredis', 'redis'] as const)(
    'DT5 fails no request when it is killed and started again, over %s',
    async client => {
      const { origin, redis, workers } = await setUp(2, { client })
      const [one] = workers as [Worker]
      const load = Promise.all(workers.map(worker => worker.load({ ...LOAD, ms: 7000 })))
      await sleep(1500)
      await redis.kill()
      await sleep(500)
      origin.version = 2
      await expect(one.invalidate(['tag'])).rejects.toThrow(/waits for the store/)
      expect((await one.stats()).queued).toBe(1)
      expect((await one.read('key 7', ['tag'])).value).toBe('2')
      await sleep(1000)
      await redis.run()
      await until(async () => (await one.stats()).replayed === 1, 'it has been told')
      expect((await one.stats()).queued).toBe(0)
      origin.version = 3
      await until(() => one.invalidate(['tag']).then(isTold, () => false), 'it was acknowledged')
      expect((await one.read('key 8', ['tag'])).value).toBe('3')
      const reports = await load
      expect(reports.map(({ failed }) => failed)).toEqual([0, 0])
      expect((await workers[1]!.read('key 9', ['tag'])).value).toBe('3')
      report('DT5', { client, reports, origin: origin.hits })
    },
  )

  it('DT6 H25 fails no request while it hangs, and keeps no lock that came too late', async () => {
    const { origin, redis, workers } = await setUp(2)
    const load = Promise.all(workers.map(worker => worker.load({ ...LOAD, ms: 7000 })))
    await sleep(1500)
    redis.signal('SIGSTOP')
    await sleep(3000)
    redis.signal('SIGCONT')
    const reports = await load
    expect(reports.map(({ failed }) => failed)).toEqual([0, 0])
    const ghosts = await total(workers, 'ghost-lock')
    expect(ghosts).toBeGreaterThan(0)
    await Promise.all(workers.map(worker => worker.idle()))
    // What is left of a lock would keep others waiting: there is none once the leases are over.
    await until(async () => (await redis.keys('test:*:l')).length === 0, 'no lock is left', 2000)
    report('DT6', { reports, ghosts, origin: origin.hits })
  })

  it('DT21 fails no request when connections are open and nothing answers', async () => {
    const { origin, network, far } = await setUpFarAway()
    const load = far.load({ ...LOAD, ms: 6000 })
    await sleep(1500)
    network.silence()
    await sleep(2500)
    network.restore()
    const result = await load
    expect(result.failed).toBe(0)
    await until(async () => (await far.tagState()).isConnected, 'it is connected again')
    report('DT21', { ...result, origin: origin.hits })
  })

  it.each([
    ['is full', 'CONFIG SET maxmemory 1', 'CONFIG SET maxmemory 0'],
    ['only reads', 'REPLICAOF 127.0.0.1 1', 'REPLICAOF NO ONE'],
    [
      'allows no scripts',
      'ACL SETUSER default -eval -evalsha',
      'ACL SETUSER default +eval +evalsha',
    ],
  ])(
    'fails no request when it %s, and is told later what was invalidated',
    async (_, worse, better) => {
      const { origin, redis, workers } = await setUp(2)
      const [one, other] = workers as [Worker, Worker]
      await one.read('key', ['tag'])
      await one.idle()
      await other.read('key', ['tag'])
      expect(await redis.send(worse)).toContain('OK')
      origin.version = 2
      await expect(one.invalidate(['tag'])).rejects.toThrow(/waits for the store/)
      expect((await one.read('key', ['tag'])).value).toBe('2')
      expect((await one.read('new key', ['tag'])).value).toBe('2')
      expect(await redis.send(better)).toContain('OK')
      await until(async () => (await one.stats()).replayed === 1, 'it has been told')
      await until(async () => (await other.read('key', ['tag'])).value === '2', 'the other knows')
      origin.version = 3
      await one.invalidate(['tag'])
      expect((await one.read('key', ['tag'])).value).toBe('3')
    },
  )

  it('DT13 renews each key once a period when one process is cut off for long', async () => {
    const { origin, network, far, near } = await setUpFarAway({ tier: { maxDisconnectedMs: 1000 } })
    const keys = ['a', 'b', 'c']
    await Promise.all(keys.map(key => far.read(key, ['tag'])))
    await near.read('a', ['tag'])
    network.cut()
    origin.hits = 0
    let failed = 0
    const from = Date.now()
    for (let request = 0; request < 200; request++) {
      await far.read(keys[request % 3]!, ['tag']).catch(() => failed++)
      await sleep(25)
    }
    expect(failed).toBe(0)
    // Three keys, and each key's value is older than a second once a second.
    const periods = Math.ceil((Date.now() - from) / 1000)
    expect(origin.hits).toBeLessThanOrEqual(3 * (periods + 1))
    report('DT13', { requests: 200, failed, origin: origin.hits })
    origin.version = 2
    await expect(far.invalidate(['tag'])).rejects.toThrow(/waits for the store/)
    // The server has what is older; none of it is taken before the server has been told.
    const reading = readingOn(far, 'a')
    await sleep(300)
    network.restore()
    await until(async () => (await far.stats()).replayed === 1, 'it has been told')
    await sleep(300)
    expect(new Set(await reading.stop())).toEqual(new Set(['2']))
    await until(async () => (await near.tagState()).epoch >= 1, 'the other has heard of it')
    expect((await near.read('a', ['tag'])).value).toBe('2')
  })

  it('DT19 H18 makes one invalidation of too many that wait for it', async () => {
    const { origin, network, far, near } = await setUpFarAway({ tier: { maxQueuedTags: 100 } })
    await far.read('key', ['tag'])
    await far.idle()
    await near.read('key', ['tag'])
    network.cut()
    const tags = Array.from({ length: 1000 }, (_, at) => `other ${at}`)
    await expect(far.invalidate(tags)).rejects.toThrow(/waits for the store/)
    expect((await far.stats()).queued).toBe(1)
    network.restore()
    await until(async () => (await far.stats()).replayed === 1, 'it has been told')
    origin.version = 2
    expect((await far.read('key', ['tag'])).value).toBe('2')
    await until(async () => (await near.tagState()).floor > 0, 'the other has heard of it')
    expect((await near.read('key', ['tag'])).value).toBe('2')
  })
})

const isTold = (): boolean => true

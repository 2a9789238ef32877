/** Rows DT1 to DT10 of what processes on one Redis must do. Counts and values, never times. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Origin } from './origin'
import { hasRedis, RedisServer } from './redis-server'
import { Worker, type WorkerOptions } from './workers'

const CLIENTS = ['ioredis', 'iovalkey', 'redis'] as const

const cleanUps: (() => void | Promise<void>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function setUp(count: number, options: Partial<WorkerOptions> = {}) {
  const redis = await RedisServer.start()
  cleanUps.push(() => redis.stop())
  const origin = await Origin.start()
  cleanUps.push(() => origin.stop())
  const { url } = origin
  const make = () => Worker.start({ url, port: redis.port, ...options })
  const workers = await Promise.all(Array.from({ length: count }, make))
  cleanUps.push(() => {
    for (const worker of workers) worker.stop()
  })
  return { redis, origin, workers }
}

async function total(workers: readonly Worker[], event: string): Promise<number> {
  const stats = await Promise.all(workers.map(worker => worker.stats()))
  return stats.reduce((sum, { counts }) => sum + (counts[event] ?? 0), 0)
}

const describeWithRedis = hasRedis() ? describe : describe.skip
if (!hasRedis()) console.log('redis-server is not installed: the tests that need it are left out')

describeWithRedis('processes that share a Redis', () => {
  jest.setTimeout(60_000)

  it.each(CLIENTS)('DT1 ask the origin once for one cold key, over %s', async client => {
    const { origin, workers } = await setUp(4, { client })
    origin.delay = 500
    const all = workers.flatMap(worker => Array.from({ length: 50 }, () => worker.read('key')))
    const reads = await Promise.all(all)
    expect(reads.map(({ value }) => value)).toEqual(Array(200).fill('1'))
    expect(origin.hits).toBe(1)
  })

  it('DT2 renew what is stale once for all of them, and nobody waits', async () => {
    const { origin, workers } = await setUp(4)
    origin.delay = 100
    await Promise.all(workers.map(worker => worker.read('key', [], 1)))
    origin.hits = 0
    const slow: string[] = []
    const end = Date.now() + 6000
    const readOn = async (worker: Worker) => {
      while (Date.now() < end) {
        const { state } = await worker.read('key', [], 1)
        if (state === 'MISS') slow.push(state)
        await sleep(5)
      }
    }
    await Promise.all(workers.map(readOn))
    expect(slow).toEqual([])
    expect(origin.hits).toBeLessThanOrEqual(7)
  })

  it.each(['the same', 'another'])(
    'DT3 DT4 H14 store nothing that %s process invalidated while it was made',
    async which => {
      const { origin, workers } = await setUp(2)
      const [reader, other] = workers as [Worker, Worker]
      const invalidating = which === 'the same' ? reader : other
      origin.delay = 400
      const first = reader.read('key', ['tag'])
      await sleep(150)
      origin.version = 2
      await invalidating.invalidate(['tag'])
      expect((await first).value).toBe('1')
      origin.delay = 0
      // The other process is told at the latest by its next poll.
      await sleep(1300)
      expect((await reader.read('key', ['tag'])).value).toBe('2')
      expect((await other.read('key', ['tag'])).value).toBe('2')
    },
  )

  it('DT7 go on when the one that makes a value is killed', async () => {
    const { origin, workers } = await setUp(2)
    const [leader, waiting] = workers as [Worker, Worker]
    origin.delay = 1500
    leader.read('key').catch(() => {})
    await sleep(200)
    const read = waiting.read('key')
    await sleep(200)
    leader.process.kill('SIGKILL')
    expect(await read).toMatchObject({ value: '1' })
  })

  it('DT8 H26 let none that was paused overwrite what is newer', async () => {
    const { origin, workers } = await setUp(3, { tier: {}, engine: { leaseMs: 1000 } })
    const [paused, other, third] = workers as [Worker, Worker, Worker]
    origin.delay = 600
    const late = paused.read('key')
    await sleep(200)
    paused.process.kill('SIGSTOP')
    await sleep(1300)
    origin.version = 2
    origin.delay = 0
    expect((await other.read('key')).value).toBe('2')
    await other.idle()
    paused.process.kill('SIGCONT')
    await late
    await paused.idle()
    expect(await total([paused], 'fenced')).toBe(1)
    expect((await third.read('key')).value).toBe('2')
  })

  it('DT10 hear of an invalidation by their next poll when no message comes', async () => {
    const { origin, redis, workers } = await setUp(2)
    const [one, other] = workers as [Worker, Worker]
    await other.read('key', ['tag'])
    origin.version = 2
    await withRedis(redis.port, 'CLIENT KILL TYPE pubsub')
    await one.invalidate(['tag'])
    await sleep(1500)
    expect((await other.read('key', ['tag'])).value).toBe('2')
  })

  it('DT9 H17 hold everything for expired when the tags are lost', async () => {
    const { origin, redis, workers } = await setUp(2)
    const [one, other] = workers as [Worker, Worker]
    await one.read('key', ['tag'])
    await one.idle()
    expect((await other.read('key', ['tag'])).tier).toBe('L2')
    await withRedis(redis.port, 'DEL {test}:tags {test}:tagidx')
    await sleep(1500)
    origin.version = 2
    expect((await one.read('key', ['tag'])).value).toBe('2')
    await one.idle()
    expect(await other.read('key', ['tag'])).toMatchObject({ value: '2', state: 'HIT' })
    expect(origin.hits).toBe(2)
  })
})

/** One command, over a connection of its own. */
async function withRedis(port: number, command: string): Promise<void> {
  const { connect } = await import('node:net')
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.once('data', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
  })
}

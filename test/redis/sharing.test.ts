/**
 * What processes on one Redis do together: who makes a value, who waits, whose value counts.
 * Counts and values are asserted, never times.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { describeWithRedis, report, setUp, startWorker, total, until } from './fixture'
import type { Worker } from './workers'

const CLIENTS = ['ioredis', 'iovalkey', 'redis'] as const

describeWithRedis('processes that share a Redis', () => {
  jest.setTimeout(60_000)

  it.each(CLIENTS)('DT1 H10 ask the origin once for one cold key, over %s', async client => {
    const { origin, workers } = await setUp(4, { client })
    origin.delay = 500
    const all = workers.flatMap(worker => Array.from({ length: 50 }, () => worker.read('key')))
    const reads = await Promise.all(all)
    expect(reads.map(({ value }) => value)).toEqual(Array(200).fill('1'))
    expect(origin.hits).toBe(1)
    expect(await total(workers, 'generate')).toBe(1)
    report('DT1', { client, reads: reads.length, origin: origin.hits })
  })

  it('DT2 H10 renew what is stale once for all of them, and nobody waits', async () => {
    const { origin, workers } = await setUp(4)
    origin.delay = 100
    await Promise.all(workers.map(worker => worker.read('key', [], 1)))
    origin.hits = 0
    const states: Record<string, number> = {}
    const end = Date.now() + 6000
    const readOn = async (worker: Worker) => {
      while (Date.now() < end) {
        const { state } = await worker.read('key', [], 1)
        states[state] = (states[state] ?? 0) + 1
        await sleep(5)
      }
    }
    await Promise.all(workers.map(readOn))
    expect(states['MISS']).toBeUndefined()
    expect(origin.hits).toBeLessThanOrEqual(7)
    report('DT2', { ...states, origin: origin.hits })
  })

  it.each([
    ['DT3', 'the same', 0],
    ['DT4', 'another', 1],
  ])('%s H14 store nothing that %s process invalidated while it was made', async (row, _, at) => {
    const { origin, workers } = await setUp(2)
    const [reader, other] = workers as [Worker, Worker]
    origin.delay = 400
    const first = reader.read('key', ['tag'])
    await until(() => origin.hits === 1, 'the origin is being asked')
    origin.version = 2
    await workers[at]!.invalidate(['tag'])
    expect((await first).value).toBe('1')
    origin.delay = 0
    // The other process is told by a message, and at the latest by its next poll.
    await until(async () => (await reader.tagState()).epoch === 1, 'the reader has heard of it')
    expect((await reader.read('key', ['tag'])).value).toBe('2')
    await reader.idle()
    expect(await other.read('key', ['tag'])).toMatchObject({ value: '2', tier: 'L2' })
    report(row, { origin: origin.hits, discarded: await total(workers, 'discarded') })
  })

  it('DT7 go on when the one that makes a value is killed', async () => {
    const { origin, workers } = await setUp(2)
    const [leader, waiting] = workers as [Worker, Worker]
    origin.delay = 1500
    leader.read('key').catch(() => {})
    await until(() => origin.hits === 1, 'the leader is at it')
    const read = waiting.read('key')
    await sleep(200)
    leader.process.kill('SIGKILL')
    const { value, ms } = await read
    expect(value).toBe('1')
    expect(origin.hits).toBe(2)
    report('DT7', { origin: origin.hits, ms: Math.round(ms) })
  })

  it('DT8 H26 let none that was paused overwrite what is newer', async () => {
    const { origin, workers } = await setUp(3, { tier: { leaseMs: 1000 } })
    const [paused, other, third] = workers as [Worker, Worker, Worker]
    origin.delay = 600
    const late = paused.read('key')
    await until(() => origin.hits === 1, 'the first is at it')
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
    expect(await third.read('key')).toMatchObject({ value: '2', tier: 'L2' })
  })

  it('DT20 H26 go on when the counter of a lock was evicted while somebody held it', async () => {
    const { origin, redis, workers } = await setUp(3)
    const [first, second, third] = workers as [Worker, Worker, Worker]
    await redis.send('HSET test:{key}:f c 50')
    origin.delay = 400
    const early = first.read('key', ['tag'])
    await until(() => origin.hits === 1, 'the first is at it')
    await redis.send('DEL test:{key}:f test:{key}:l')
    const late = second.read('key', ['tag'])
    await Promise.all([early, late])
    await Promise.all([first.idle(), second.idle()])
    expect(await total(workers, 'fenced')).toBeLessThanOrEqual(1)
    origin.version = 2
    await third.invalidate(['tag'])
    expect((await third.read('key', ['tag'])).value).toBe('2')
    await third.idle()
    await until(async () => (await first.tagState()).epoch === 1, 'the first has heard of it')
    expect(await first.read('key', ['tag'])).toMatchObject({ value: '2', tier: 'L2' })
    expect(await total(workers, 'fenced')).toBeLessThanOrEqual(1)
  })

  it('DT16 H11 let nobody wait for an answer that concerns somebody else', async () => {
    const { redis, workers } = await setUp(4)
    const all = workers.flatMap(worker => Array.from({ length: 20 }, () => worker.readOwn('own')))
    const reads = await Promise.all(all)
    expect(new Set(reads.map(({ value }) => value)).size).toBe(80)
    expect(new Set(reads.map(({ state }) => state))).toEqual(new Set(['BYPASS']))
    await Promise.all(workers.map(worker => worker.idle()))
    expect(await redis.keys('test:{own}:e')).toEqual([])
    const slowest = Math.max(...reads.map(({ ms }) => ms))
    // One after the other they would take eight seconds.
    expect(slowest).toBeLessThan(2000)
    const marked = await Promise.all(workers.map(worker => worker.readOwn('own')))
    expect(new Set(marked.map(({ value }) => value)).size).toBe(4)
    report('DT16', { cookies: reads.length, slowest: Math.round(slowest) })
  })

  it('H13 agree on ages and invalidations when their clocks are wrong by ten minutes', async () => {
    const { origin, redis, workers } = await setUp(1, { skewMs: 600_000 })
    const behind = { url: origin.url, port: redis.port, skewMs: -600_000 }
    const [ahead, late] = [workers[0]!, await startWorker(behind)]
    await ahead.read('key', ['tag'])
    await ahead.idle()
    await sleep(1000)
    const read = await late.read('key', ['tag'])
    expect(read).toMatchObject({ tier: 'L2', state: 'HIT' })
    expect(Math.abs(read.age - 1000)).toBeLessThan(1000)
    origin.version = 2
    await ahead.invalidate(['tag'])
    await until(async () => (await late.tagState()).epoch === 1, 'the other has heard of it')
    expect((await late.read('key', ['tag'])).value).toBe('2')
    origin.version = 3
    await late.invalidate(['tag'], 1)
    await sleep(1100)
    expect((await ahead.read('key', ['tag'])).value).toBe('3')
  })
})

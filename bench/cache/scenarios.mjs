/** What several processes come to: calls of the origin, and whether what is stored is true. */
import { setTimeout as sleep } from 'node:timers/promises'
import { startOrigin, startRedis, startWorker } from './processes.mjs'

export const CONTESTANTS = [
  'route-handlers',
  'bentocache',
  'cacheable',
  'async-cache-dedupe',
  'ocache',
]

/** By the name of a contestant, and then of a scenario. */
export async function scenarios(log) {
  const results = {}
  for (const contestant of CONTESTANTS) {
    results[contestant] = {}
    for (const [name, run] of Object.entries(SCENARIOS)) {
      results[contestant][name] = await runWith(contestant, run)
      log(`${contestant}: ${name}: ${results[contestant][name]}`)
    }
  }
  return results
}

async function runWith(contestant, run) {
  const [redis, origin] = [await startRedis(), await startOrigin()]
  const workers = []
  const start = async ttl => {
    const options = { contestant, port: redis.port, url: origin.url, ttl }
    const worker = await startWorker(options)
    workers.push(worker)
    return worker
  }
  try {
    return await run(origin, start)
  } finally {
    for (const worker of workers) worker.stop()
    origin.stop()
    redis.stop()
  }
}

const four = (start, ttl) => Promise.all([start(ttl), start(ttl), start(ttl), start(ttl)])

const SCENARIOS = {
  async stampede(origin, start) {
    const workers = await four(start, 60)
    origin.delay = 500
    await Promise.all(workers.map(worker => worker.ask('read', { key: 'key', times: 50 })))
    return origin.hits
  },
  async renewals(origin, start) {
    const workers = await four(start, 1)
    origin.delay = 100
    for (const worker of workers) await worker.ask('read', { key: 'key' })
    origin.hits = 0
    await Promise.all(workers.map(worker => worker.ask('readOn', { key: 'key', ms: 6000 })))
    return origin.hits
  },
  sameProcess: (origin, start) => invalidatedMeanwhile(origin, start, 0),
  otherProcess: (origin, start) => invalidatedMeanwhile(origin, start, 1),
}

/** The value is invalidated while it is made; is the old one served when that is over? */
async function invalidatedMeanwhile(origin, start, by) {
  const workers = [await start(60), await start(60)]
  origin.delay = 1000
  const early = workers[0].ask('read', { key: 'key' })
  while (origin.hits === 0) await sleep(10)
  origin.version = 2
  await workers[by].ask('invalidate', { key: 'key' })
  if ((await early)[0] !== '1') throw new Error('It was not being made')
  // More than any bus or poll needs.
  await sleep(1500)
  const reads = await Promise.all(workers.map(worker => worker.ask('read', { key: 'key' })))
  return reads.flat().includes('1') ? 'stale' : 'safe'
}

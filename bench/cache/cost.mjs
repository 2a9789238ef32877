/** What one read costs, and what memory keeps. Run with `--expose-gc`; prints JSON. */
import { setTimeout as sleep } from 'node:timers/promises'
import { open } from './contestants/route-handlers.mjs'
import { startRedis } from './processes.mjs'

const redis = await startRedis()
const { port } = redis
const results = {
  memoryHit: await memoryHit(0),
  memoryHitManyTags: await memoryHit(50_000),
  ...Object.fromEntries(
    await each([1, 10, 100], async kB => [`redisHit${kB}`, await redisHit(kB * 1000)]),
  ),
  strictHit: await strictHit(),
  propagation: await propagation(),
  bound: await bound(),
}
process.stdout.write(JSON.stringify(results))
redis.stop()
process.exit()

async function each(values, measure) {
  const all = []
  for (const value of values) all.push(await measure(value))
  return all
}

function generating(bytes, tags = []) {
  const body = Buffer.alloc(bytes, 'x')
  const made = { type: 'store', kind: 'F', tags, revalidate: 3600, expire: 3600, body }
  return { kind: 'F', generate: async () => made }
}

/** Microseconds. */
async function timed(times, run) {
  const took = new Float64Array(times)
  for (let at = -Math.min(times, 5000); at < times; at++) {
    const from = performance.now()
    await run(at)
    if (at >= 0) took[at] = (performance.now() - from) * 1000
  }
  took.sort()
  return { p50: took[Math.floor(times * 0.5)], p99: took[Math.floor(times * 0.99)] }
}

async function memoryHit(invalidated) {
  const { engine, tags } = await open({ port, origin: async () => '', ttl: 60 })
  for (let at = 0; at < invalidated; at += 100) {
    await tags.invalidate(Array.from({ length: 100 }, (_, more) => `other ${at + more}`))
  }
  const request = generating(10_000, ['a', 'b', 'c', 'd', 'e'])
  const key = `memory hit ${invalidated}`
  await engine.get(key, request)
  return timed(200_000, () => engine.get(key, request))
}

async function redisHit(bytes) {
  const { engine } = await open({ port, origin: async () => '', ttl: 60 })
  const request = generating(bytes, ['a', 'b', 'c', 'd', 'e'])
  const key = `redis hit ${bytes}`
  await engine.get(key, request)
  await engine.idle()
  return timed(5000, async () => {
    engine.memory.clear()
    const { tier } = await engine.get(key, request)
    if (tier !== 'L2') throw new Error(`It came from ${tier}`)
  })
}

async function strictHit() {
  const { engine } = await open({ port, origin: async () => '', ttl: 60, strict: true })
  const request = generating(10_000, ['a', 'b', 'c', 'd', 'e'])
  await engine.get('strict', request)
  return timed(5000, () => engine.get('strict', request))
}

/** From the acknowledgement in one to the knowledge of another; both live in this process. */
async function propagation() {
  const [one, other] = [
    await open({ port, origin: async () => '', ttl: 60 }),
    await open({ port, origin: async () => '', ttl: 60 }),
  ]
  await sleep(200)
  return timed(1000, async at => {
    await one.tags.invalidate([`propagated ${at}`])
    while (other.tags.view.epoch < one.tags.view.epoch) await new Promise(setImmediate)
  })
}

async function bound() {
  const { Engine } = (await import(`${await dist()}src/cache/engine/engine.js`)).default
  const { MemoryTags } = (await import(`${await dist()}src/cache/tags/memory-tags.js`)).default
  const settings = { maxMemoryBytes: 16 * 1024 * 1024 }
  global.gc()
  const before = process.memoryUsage()
  const engine = new Engine({ tags: new MemoryTags(), settings })
  for (let at = 0; at < 50_000; at++) await engine.get(`key ${at}`, generating(10_000))
  global.gc()
  await sleep(50)
  global.gc()
  const after = process.memoryUsage()
  const used = ({ heapUsed, external }) => heapUsed + external
  const { bytes, size } = engine.memory
  return { bytes, entries: size, used: used(after) - used(before) }
}

async function dist() {
  const { DIST } = await import('./dist.mjs')
  const { pathToFileURL } = await import('node:url')
  return `${pathToFileURL(DIST).href}/`
}

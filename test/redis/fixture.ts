/** A Redis, an origin and processes, all of which end with the test. */
import { Origin } from './origin'
import { hasRedis, RedisServer } from './redis-server'
import { Worker, type WorkerOptions } from './workers'

const cleanUps: (() => void | Promise<void>)[] = []

/** To be done when the test is over, the last one first. */
export function afterwards(cleanUp: () => void | Promise<void>): void {
  cleanUps.push(cleanUp)
}

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** `npm test` says in one line that there is none. */
export const describeWithRedis = hasRedis() ? describe : describe.skip

export async function startRedis(...options: string[]): Promise<RedisServer> {
  const redis = await RedisServer.start(...options)
  afterwards(() => redis.stop())
  return redis
}

export async function startOrigin(): Promise<Origin> {
  const origin = await Origin.start()
  afterwards(() => origin.stop())
  return origin
}

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const worker = await Worker.start(options)
  afterwards(() => worker.stop())
  return worker
}

export async function setUp(count: number, options: Partial<WorkerOptions> = {}) {
  const [redis, origin] = await Promise.all([startRedis(), startOrigin()])
  const { url } = origin
  const make = () => startWorker({ url, port: redis.port, ...options })
  const workers = await Promise.all(Array.from({ length: count }, make))
  return { redis, origin, workers }
}

/** How often something has happened, in all of them. */
export async function total(workers: readonly Worker[], event: string): Promise<number> {
  const stats = await Promise.all(workers.map(worker => worker.stats()))
  return stats.reduce((sum, { counts }) => sum + (counts[event] ?? 0), 0)
}

/** Asks until it holds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  ms = 10_000,
): Promise<void> {
  const end = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It never came to this: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** Figures of a row, for whoever reads the log; none of them is asserted. */
export function report(row: string, figures: object): void {
  process.stdout.write(`  ${row}: ${JSON.stringify(figures)}\n`)
}

/**
 * Cache handlers that others have written for Next.js, as storage: what they do wrong about tags
 * (those of an answer are not read, the old value is stored after an invalidation) is not seen
 * above them.
 */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildSync } from 'esbuild'
import type { Kind } from '../../src/cache/entry/entry'
import { describeWithRedis } from '../redis/fixture'
import { RedisServer } from '../redis/redis-server'
import { closeAll, Over } from '../unit/cache/foreign/over'
import { HANDLERS, type Handler } from './handlers'
import { expected, SCENARIOS } from './scenarios'

jest.mock('next/constants.js', () => require('../../src/modules/next-constants'), { virtual: true })
jest.mock('next/constants', () => require('../../src/modules/next-constants'), { virtual: true })
jest.setTimeout(60_000)

const ends: (() => unknown)[] = []

beforeEach(() => {
  jest.resetModules()
  for (const method of ['log', 'warn', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation(() => {})
  }
})

afterEach(async () => {
  await closeAll()
  for (const end of ends.splice(0).reverse()) await end()
})

function behaves(handler: Handler, start: () => Promise<string>): void {
  const kinds: readonly Kind[] = handler.isForCached ? ['C'] : ['R', 'F', 'U']
  const cases = kinds.flatMap(kind => Object.keys(SCENARIOS).map(name => [kind, name] as const))

  it.each(cases)(`${handler.name}, kind %s: %s`, async (kind, name) => {
    const cache = new Over(await handler.open(await start(), end => ends.push(end)))
    const seen = await SCENARIOS[name]!(cache, kind)
    expect(seen).toEqual(expected(handler.afterSoft?.[kind] ?? 'keeps')[name])
    expect(cache.errors).toEqual([])
  })
}

describe('handlers in memory', () => {
  for (const handler of HANDLERS.filter(({ needsRedis }) => !needsRedis)) {
    behaves(handler, async () => '')
  }
})

describeWithRedis('handlers on a Redis', () => {
  let redis: RedisServer

  beforeAll(async () => {
    redis = await RedisServer.start('--notify-keyspace-events', 'Exe')
  })

  afterAll(() => redis.stop())

  const emptied = async (): Promise<string> => {
    await redis.send('FLUSHALL')
    return `redis://127.0.0.1:${redis.port}`
  }

  for (const handler of HANDLERS.filter(({ needsRedis }) => needsRedis)) behaves(handler, emptied)

  it('@trieb.work/nextjs-turbo-redis-cache, all of it, in a process of its own', async () => {
    // Beside what it imports, and gone afterwards.
    const outfile = join(__dirname, 'node_modules', `apart-${process.pid}.cjs`)
    ends.push(() => rmSync(outfile, { force: true }))
    const external = ['@trieb.work/*', 'lru-cache']
    const entryPoints = [join(__dirname, 'apart.ts')]
    buildSync({ entryPoints, outfile, external, bundle: true, platform: 'node' })
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, await emptied()])
    const kinds = ['R', 'F', 'U'] as const
    const wanted = kinds.flatMap(kind =>
      Object.entries(expected('drops')).map(([name, reads]) => [`${kind} ${name}`, reads]),
    )
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(wanted))
  })
})

/**
 * Cache handlers that others have written for Next.js, as storage: what they do wrong about tags
 * (those of an answer are not read, the old value is stored after an invalidation) is not seen
 * above them.
 */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { buildSync } from 'esbuild'
import type { Kind } from '../../src/cache/entry/entry'
import { toNextCacheHandler } from '../../src/cache/to-next/to-next-cache-handler'
import { describeWithRedis } from '../redis/fixture'
import { RedisServer } from '../redis/redis-server'
import { closeAll, Over } from '../unit/cache/foreign/over'
import { HANDLERS, type Handler, ownTier } from './handlers'
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

  it('a real Next.js application and this library tell each other of invalidations', async () => {
    const url = await emptied()
    const tier = () => ownTier(url, end => ends.push(end))
    const ours = new Over({ tier: tier(), buildId: 'build' })
    await ours.cache.start()
    const Handler = toNextCacheHandler(tier())
    await ours.get('a')
    await new Handler().revalidateTag('tag')
    await ours.cache.tags.syncAfterNow()
    expect(await ours.get('a')).toBe('MISS made')
    const page = { kind: 'APP_PAGE', headers: { 'x-next-cache-tags': 'page' } }
    await new Handler().set('/page', page)
    expect(await new Handler().get('/page')).toMatchObject({ value: page })
    await ours.cache.invalidate(['page'])
    while ((await new Handler().get('/page')) !== null) await setImmediate()
  })

  it('@trieb.work/nextjs-turbo-redis-cache, all of it, in a process of its own', async () => {
    // Beside what it imports, and gone afterwards.
    const outfile = join(__dirname, 'node_modules', `apart-${process.pid}.cjs`)
    ends.push(() => rmSync(outfile, { force: true }))
    const external = ['@trieb.work/*', 'lru-cache']
    const entryPoints = [join(__dirname, 'apart.ts')]
    buildSync({ entryPoints, outfile, external, bundle: true, platform: 'node' })
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, await emptied()])
    const seen = JSON.parse(stdout) as Record<string, string[]>
    expect(Object.keys(seen)).toHaveLength(3 * Object.keys(SCENARIOS).length)
    // It drops the old value when it hears its own message, sooner or later.
    const [keeps, drops] = [expected('keeps'), expected('drops')]
    for (const [title, reads] of Object.entries(seen)) {
      const name = title.slice(2)
      expect([keeps[name], drops[name]]).toContainEqual(reads)
    }
  })
})

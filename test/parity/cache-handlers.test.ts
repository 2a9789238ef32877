/**
 * Next.js's own classes against our adapters, both ways: its file-system handler as a store, and our
 * tier below its incremental cache, which decides what is stale.
 */
import { join } from 'node:path'
import type { Kind } from '../../src/cache/entry/entry'
import { fromNextCacheHandler } from '../../src/cache/foreign/from-next-cache-handler'
import type { NextCacheHandlerClass, NextVersion } from '../../src/cache/foreign/next-handler'
import { memoryTier } from '../../src/cache/tier'
import { toNextCacheHandler } from '../../src/cache/to-next/to-next-cache-handler'
import { expected, SCENARIOS } from '../cache-handlers/scenarios'
import { closeAll, Over } from '../unit/cache/foreign/over'

const PACKAGES: Readonly<Record<NextVersion, string>> = {
  14: join(__dirname, 'cached/next-14/node_modules/next'),
  15: join(__dirname, 'cached/next-15/node_modules/next'),
  16: join(__dirname, 'node_modules/next'),
}
const VERSIONS = [14, 15, 16] as const

const partOf = (version: NextVersion, part: string): any =>
  require(join(PACKAGES[version], 'dist/server/lib/incremental-cache', part))

afterEach(closeAll)

describe.each(VERSIONS)('the file-system handler of Next.js %i as a store', version => {
  const cases = (['R', 'F', 'U'] as const).flatMap((kind: Kind) =>
    Object.keys(SCENARIOS).map(name => [kind, name] as const),
  )

  it.each(cases)('kind %s: %s', async (kind, name) => {
    const { default: FileSystemCache } = partOf(version, 'file-system-cache')
    class InMemory extends FileSystemCache {
      constructor(context: object) {
        super({ ...context, maxMemoryCacheSize: 50 * 1024 * 1024 })
      }
    }
    const made = InMemory as unknown as NextCacheHandlerClass
    const cache = new Over({ handler: fromNextCacheHandler(made, { version }) })
    expect(await SCENARIOS[name]!(cache, kind)).toEqual(expected('keeps')[name])
    expect(cache.errors).toEqual([])
  })
})

const LIFE = { revalidate: 60, cacheControl: { revalidate: 60, expire: 3600 } }
const FOR_EVER = { revalidate: false, cacheControl: { revalidate: false, expire: undefined } }

describe.each(VERSIONS)('our tier below the incremental cache of Next.js %i', version => {
  const kind = version === 14 ? 'ROUTE' : 'APP_ROUTE'
  const route = {
    kind,
    status: 200,
    body: Buffer.from([0, 255]),
    headers: { 'x-next-cache-tags': 'tag' },
  }
  const owner = { kind, sourceRoute: '/route' }
  const reading = { kind, kindHint: 'app', isFallback: false, route: owner }

  /** One request of an application. */
  function incremental(Handler: unknown): any {
    const { IncrementalCache } = partOf(version, 'index')
    const prerenderManifest = {
      ...{ version: 4, routes: {}, dynamicRoutes: {}, notFoundRoutes: [] },
      preview: { previewModeId: 'id' },
    }
    return new IncrementalCache({
      ...{ dev: false, flushToDisk: false, minimalMode: false, serverDistDir: __dirname },
      ...{ requestHeaders: {}, CurCacheHandler: Handler, fetchCacheKeyPrefix: '' },
      ...{ appDir: true, pagesDir: false, experimental: { ppr: false }, fetchCache: true },
      ...{ prerenderManifest, previewProps: prerenderManifest.preview },
      getPrerenderManifest: () => prerenderManifest,
    })
  }

  it.each([
    ['for a time', LIFE],
    ['for ever', FOR_EVER],
  ])(
    'what is kept %s is fresh, stale after a soft invalidation, gone after a hard one',
    async (_, life) => {
      const Handler = toNextCacheHandler(memoryTier(), { version })
      expect(await incremental(Handler).get('/route', reading)).toBeNull()
      await incremental(Handler).set('/route', route, { ...life, route: owner })
      const fresh = await incremental(Handler).get('/route', reading)
      expect(fresh.value).toMatchObject({ body: route.body, status: 200 })
      expect(fresh.isStale || false).toBe(false)
      await new Handler().revalidateTag('tag', { expire: 3600 })
      const { isStale } = await incremental(Handler).get('/route', reading)
      // Up to 15 both are served while they are renewed; 16 takes -1 for expired.
      expect(version < 16 ? [true, -1] : [true]).toContain(isStale)
      await incremental(Handler).revalidateTag('tag')
      expect(await incremental(Handler).get('/route', reading)).toBeNull()
    },
  )
})

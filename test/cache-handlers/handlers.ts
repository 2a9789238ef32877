/** Handlers of others, opened anew for each test: their state is static. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { Redis } from 'ioredis'
import type { Kind } from '../../src/cache/entry/entry'
import { fromNextCacheHandler } from '../../src/cache/foreign/from-next-cache-handler'
import { fromNextCacheHandlers } from '../../src/cache/foreign/from-next-cache-handlers'
import type { NextCacheHandlerClass, NextVersion } from '../../src/cache/foreign/next-handler'
import type { CacheOptions } from '../../src/cache/options'
import { redisTier } from '../../src/cache/redis/redis-tier'
import { type CacheTier, memoryTier } from '../../src/cache/tier'
import { toNextCacheHandler } from '../../src/cache/to-next/to-next-cache-handler'
import { toNextCacheHandlers } from '../../src/cache/to-next/to-next-cache-handlers'
import type { AfterSoft } from './scenarios'

/** What a test needs to have ended when it has. */
type AtEnd = (end: () => unknown) => void

export interface Handler {
  readonly name: string
  readonly needsRedis: boolean
  /** `'use cache'`; else answers, fetched data and `unstable_cache`. */
  readonly isForCached?: boolean
  /** By kind, where it does not keep the old value over a soft invalidation. */
  readonly afterSoft?: Partial<Record<Kind, AfterSoft>>
  open(url: string, atEnd: AtEnd): Promise<CacheOptions>
}

interface Configurable {
  onCreation(configure: () => unknown): void
}

/** A Redis of today may be slower than what a hit is worth, on a busy machine. */
const PATIENCE = { getTimeoutMs: 5000, setTimeoutMs: 5000 }

const handlerOf = (made: unknown, version: NextVersion): CacheOptions => ({
  handler: fromNextCacheHandler(made as NextCacheHandlerClass, { version, ...PATIENCE }),
})

const NESHCA = '@neshca/cache-handler'
const FORTE = '@fortedigital/nextjs-cache-handler'

function configured(name: string, version: NextVersion, store: unknown): CacheOptions {
  const { CacheHandler } = require(name) as { CacheHandler: Configurable }
  CacheHandler.onCreation(() => ({ handlers: [store] }))
  return handlerOf(CacheHandler, version)
}

/** @param library - `redis`, or another version of it. */
async function connected(library: string, url: string, atEnd: AtEnd): Promise<object> {
  const client = require(library).createClient({ url })
  await client.connect()
  atEnd(() => client.disconnect())
  return client
}

export const HANDLERS: readonly Handler[] = [
  {
    name: `${NESHCA}, in memory, as of 14`,
    needsRedis: false,
    open: async () => configured(NESHCA, 14, require(`${NESHCA}/local-lru`).default()),
  },
  {
    name: `${FORTE}, in memory, as of 16`,
    needsRedis: false,
    afterSoft: { F: 'drops', U: 'drops' },
    open: async () => configured(FORTE, 16, require(`${FORTE}/local-lru`).default()),
  },
  {
    name: `${NESHCA}, on Redis, as of 14`,
    needsRedis: true,
    async open(url, atEnd) {
      const client = await connected('redis', url, atEnd)
      return configured(NESHCA, 14, require(`${NESHCA}/redis-strings`).default({ client }))
    },
  },
  {
    name: `${FORTE}, on Redis, as of 16`,
    needsRedis: true,
    afterSoft: { F: 'drops', U: 'drops' },
    async open(url, atEnd) {
      const client = await connected('redis5', url, atEnd)
      return configured(FORTE, 16, require(`${FORTE}/redis-strings`).default({ client }))
    },
  },
  {
    name: '@mrjasonroy/cache-components-cache-handler, in memory',
    needsRedis: false,
    isForCached: true,
    open: async () => {
      const { createMemoryDataCacheHandler } = await bundled()
      return { handlers: fromNextCacheHandlers({ default: createMemoryDataCacheHandler() }) }
    },
  },
  {
    name: '@mrjasonroy/cache-components-cache-handler, on Redis',
    needsRedis: true,
    isForCached: true,
    afterSoft: { C: 'refuses' },
    async open(url, atEnd) {
      const { createRedisDataCacheHandler } = await bundled()
      const redis = await connected('redis5', url, atEnd)
      return {
        handlers: fromNextCacheHandlers({ default: createRedisDataCacheHandler({ redis }) }),
      }
    },
  },
  {
    name: 'toNextCacheHandler() of this package, in memory, as of 14',
    needsRedis: false,
    open: async () => handlerOf(toNextCacheHandler(memoryTier()), 14),
  },
  {
    name: 'toNextCacheHandler() of this package, on Redis, as of 16',
    needsRedis: true,
    open: async (url, atEnd) => handlerOf(toNextCacheHandler(ownTier(url, atEnd)), 16),
  },
  {
    name: 'toNextCacheHandlers() of this package, in memory',
    needsRedis: false,
    isForCached: true,
    open: async () => ({
      handlers: fromNextCacheHandlers({ default: toNextCacheHandlers(memoryTier()) }),
    }),
  },
  {
    name: 'toNextCacheHandlers() of this package, on Redis',
    needsRedis: true,
    isForCached: true,
    open: async (url, atEnd) => ({
      handlers: fromNextCacheHandlers({ default: toNextCacheHandlers(ownTier(url, atEnd)) }),
    }),
  },
]

/** A tier over a client of its own; its store is opened once, and closed at the end. */
export function ownTier(url: string, atEnd: AtEnd): CacheTier {
  const client = new Redis(url)
  const tier = redisTier({ client, ...PATIENCE })
  atEnd(() => client.disconnect())
  return {
    open(emit) {
      const opened = tier.open(emit)
      atEnd(() => opened.tags.close())
      return opened
    },
  }
}

type Make = (options?: object) => object

/** An ES module, which Jest does not import. */
async function bundled(): Promise<Record<string, Make>> {
  const name = '@mrjasonroy/cache-components-cache-handler'
  const entry = join(__dirname, 'node_modules', name, 'dist/index.js')
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    define: { 'import.meta.url': JSON.stringify(`file://${entry}`) },
  })
  const module = { exports: {} }
  const run = new Function('module', 'exports', 'require', outputFiles[0]!.text)
  run(module, module.exports, createRequire(entry))
  return module.exports
}

/** What the option `cache` of a mount may be given. Times in seconds unless the name says otherwise. */
import type { CacheLife } from './cache-life.js'
import type { CacheEvent } from './engine/events.js'
import type { ForeignStore } from './foreign/foreign-store.js'
import type { CacheTier } from './tier.js'

/**
 * Settings of the cache of one mount; all optional.
 *
 * @example
 * routeHandlers('./app', { cache: { maxMemoryBytes: 256 * 1024 * 1024, cdn: false } })
 */
export interface CacheOptions {
  /** Where tags and entries live. Default: the memory of this process. */
  readonly tier?: CacheTier
  /** Bytes of entries in memory. Default 64 MiB. */
  readonly maxMemoryBytes?: number
  /** Bytes of one entry; a longer one is served and not stored. Default 8 MiB. */
  readonly maxEntryBytes?: number
  /** Keeps entries over a restart, in a directory that one process owns. Not beside a shared tier. */
  readonly disk?: {
    readonly dir: string
    /** Default 512 MiB. */
    readonly maxBytes?: number
    /** Whether an invalidation has reached the disk when its promise resolves. Default false. */
    readonly durable?: boolean
  }
  /** Names the deployment: answers and `'use cache'` values of another one are not used. */
  readonly buildId?: string
  /** Names the application where two mount the same paths. Default: the directory, from the project root. */
  readonly appId?: string
  /** `'strict'`: every read asks the shared tier first. Default `'bounded'`. */
  readonly consistency?: 'bounded' | 'strict'
  /** Whether a GET is cached whose file has other methods too, as Next.js documents. Default true. */
  readonly cacheWithOtherMethods?: boolean
  /** Next.js 16's Cache Components: every GET is static unless it touches what varies. Default false. */
  readonly cacheComponents?: boolean
  /** An answer with cookies is not stored (`'refuse'`, default), or stored without them. */
  readonly setCookie?: 'refuse' | 'strip'
  /** Whether shared caches behind us may have stored answers. Default true; up to Next.js 14 nothing is said. */
  readonly cdn?: boolean
  /** After which a stored answer is not used any more. Default a year. */
  readonly expireTime?: number
  /** The longest that a 404 or 410 is stored. Default 60. */
  readonly notFoundMaxAge?: number
  /** Separates entries, by what the request says: the value is part of every key of an answer. */
  readonly tenant?: (request: unknown) => string
  /** Profiles of `cacheLife()` and `revalidateTag()` beside those of Next.js. */
  readonly cacheLife?: Readonly<Record<string, CacheLife>>
  /** Part of the key of fetched data. */
  readonly fetchCacheKeyPrefix?: string
  /**
   * Whose `fetch` knows `next: { … }` inside a handler: everybody's (default), that of route files,
   * whose calls are then compiled while the global is left alone, or nobody's.
   */
  readonly patchFetch?: 'global' | 'module' | false
  /** Next.js's `cacheHandler`, as `fromNextCacheHandler()` gives it. */
  readonly handler?: ForeignStore
  /** Next.js's `cacheHandlers`, as `fromNextCacheHandlers()` gives them; `'global'`: those of the process. */
  readonly handlers?: Readonly<Record<string, ForeignStore>> | 'global'
  /** Milliseconds that making a value may take. Default 60,000. */
  readonly generateTimeoutMs?: number
  /** Values that are renewed at a time. Default 32. */
  readonly maxConcurrentBackground?: number
  /** Milliseconds for which nobody waits for an answer that turned out not to be storable. Default 120,000. */
  readonly hitForMissMs?: number
  /** Bounds of the pause after a failed renewal. Default `[3, 30]`. */
  readonly errorBackoff?: readonly [min: number, max: number]
  /** Whether answers are cached in development. Default false. */
  readonly dev?: boolean
  /** Whether `Cache-Status` (RFC 9211) tells where an answer came from. Default: in development. */
  readonly debug?: boolean
  readonly headers?: {
    /** Whether `x-nextjs-cache` is sent. Default true. */
    readonly nextjsCache?: boolean
  }
  /** Told of work behind an answer, where the runtime would stop. */
  readonly waitUntil?: (work: Promise<unknown>) => void
  /** Told of everything that happens; also on the channel `route-handlers:cache`. */
  readonly onEvent?: (event: CacheEvent) => void
}

/** Next.js's `cacheHandlers`, for `'use cache'`, in the three shapes that they have had since 15. */

/** A value, as handlers keep it. */
export interface NextCacheEntry {
  /** Read once. */
  value: ReadableStream<Uint8Array>
  tags: string[]
  /** Seconds, without effect on a server. */
  stale: number
  /** When it was begun. Milliseconds. */
  timestamp: number
  /** Seconds after which it must not be used. */
  expire: number
  /** Seconds after which it is stale; -1 for at once. */
  revalidate: number
}

interface Reading {
  get(key: string, softTags: string[]): Promise<NextCacheEntry | undefined>
  set(key: string, entry: Promise<NextCacheEntry>): Promise<void>
}

/** As of Next.js 16. */
export interface NextCacheHandler16 extends Reading {
  refreshTags(): Promise<void>
  /** @returns milliseconds; 0 for never; `Infinity` for "`get()` looks at the soft tags". */
  getExpiration(tags: string[]): Promise<number>
  updateTags(tags: string[], durations?: { expire?: number }): Promise<void>
}

/** As of Next.js 15.3. */
export interface NextCacheHandler15 extends Reading {
  refreshTags(): Promise<void>
  getExpiration(...tags: string[]): Promise<number>
  expireTags(...tags: string[]): Promise<void>
}

/** As Next.js 15 had it first. */
export interface NextCacheHandler15v1 extends Reading {
  expireTags(...tags: string[]): Promise<void>
  receiveExpiredTags(...tags: string[]): Promise<void>
}

/** Any of them. */
export type AnyNextCacheHandler = NextCacheHandler16 | NextCacheHandler15 | NextCacheHandler15v1

/** The differences of the shapes, taken away. */
export interface UniformHandler extends Reading {
  refreshTags(): Promise<void>
  getExpiration(tags: string[]): Promise<number>
  /** @param expire - seconds; `undefined` for a hard invalidation. */
  expire(tags: string[], expire?: number): Promise<void>
  /** Whether it knows soft invalidations. */
  readonly knowsSoft: boolean
}

/** @returns `undefined` for what has none of the shapes. */
export function uniform(handler: unknown): UniformHandler | undefined {
  if (!has<Reading>(handler, 'get', 'set')) return undefined
  const reading: Reading = {
    get: (key, softTags) => handler.get(key, softTags),
    set: (key, entry) => handler.set(key, entry),
  }
  if (has<NextCacheHandler16>(handler, 'updateTags', 'refreshTags', 'getExpiration')) {
    return {
      ...reading,
      knowsSoft: true,
      refreshTags: () => handler.refreshTags(),
      getExpiration: tags => handler.getExpiration(tags),
      expire: (tags, expire) => handler.updateTags(tags, durations(expire)),
    }
  }
  if (!has<NextCacheHandler15v1>(handler, 'expireTags')) return undefined
  const expire = (tags: string[]): Promise<void> => handler.expireTags(...tags)
  const older = { ...reading, expire, knowsSoft: false }
  if (!has<NextCacheHandler15>(handler, 'refreshTags', 'getExpiration')) {
    return { ...older, refreshTags: nothing, getExpiration: never }
  }
  return {
    ...older,
    refreshTags: () => handler.refreshTags(),
    getExpiration: tags => handler.getExpiration(...tags),
  }
}

async function nothing(): Promise<void> {}

async function never(): Promise<number> {
  return 0
}

/** Without a time Next.js leaves the old value stale for ever. */
function durations(expire: number | undefined): { expire?: number } | undefined {
  if (!expire) return undefined
  return expire === Number.POSITIVE_INFINITY ? {} : { expire }
}

function has<T>(value: unknown, ...names: (keyof T & string)[]): value is T {
  if (typeof value !== 'object' || value === null) return false
  return names.every(name => typeof Reflect.get(value, name) === 'function')
}

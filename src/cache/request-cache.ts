/**
 * Caching as one request sees it: what `next/cache`, `'use cache'` and `fetch` need to know of the
 * route they are called from. Found through the scope of the request.
 */
import { state } from '../state.js'
import type { Cache } from './mount/cache.js'
import type { RouteGeneration } from './policy/route-generation.js'
import type { PendingInvalidations } from './tags/pending-invalidations.js'

/** `export const fetchCache` of a route file. */
export type FetchCache =
  | 'auto'
  | 'default-cache'
  | 'only-cache'
  | 'force-cache'
  | 'force-no-store'
  | 'default-no-store'
  | 'only-no-store'

export interface RequestCache {
  /** The cache of the mount. */
  readonly cache: Cache
  /** As messages name it: `/users/[id]`. */
  readonly route: string
  readonly compat: 14 | 15 | 16
  readonly parity: 'improved' | 'exact'
  readonly dev: boolean
  /** In development: the browser was told to reload everything. */
  readonly isHardRefresh: boolean
  /** Of the route and the path: checked whenever something is read. */
  readonly implicitTags: readonly string[]
  /** What the option `tenant` says of the request. */
  readonly tenant: string
  /** The evaluation of the route file: another one after each edit. */
  readonly module: object
  /** What the route file exports. */
  readonly config: {
    readonly dynamic?: 'auto' | 'force-dynamic' | 'error' | 'force-static'
    /** Seconds. */
    readonly revalidate?: number | false
    readonly fetchCache?: FetchCache
  }
  /** Whether the file has methods beside GET and HEAD: up to Next.js 14 that counts for `fetch`. */
  readonly hasOtherMethods: boolean
  /** The answer in the making, where it may be stored. */
  readonly generation: RouteGeneration | undefined
  /** Something was looked at that varies between requests: counts for `fetch` up to Next.js 14. */
  readonly isDynamic: boolean
  /** `unstable_noStore()` was called. */
  isNoStore: boolean
  /** Seconds, the least that a `fetch` has asked for: up to Next.js 14 the following ones go by it. */
  leastRevalidate: number
  /** Draft mode: nothing is read, nothing is kept. */
  readonly isDraft: boolean
  /** What the request has invalidated and the tags do not know yet. */
  readonly invalidations: PendingInvalidations
  /** Keeps a shutdown waiting for the work. */
  waitUntil(work: Promise<unknown>): void
}

/** That of the request being handled; `undefined` outside of one, and where the cache is off. */
export function requestCache(): RequestCache | undefined {
  const scope = state.scopes.getStore() as { readonly caching?: RequestCache } | undefined
  return scope?.caching
}

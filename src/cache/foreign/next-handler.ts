/**
 * Next.js's `cacheHandler`, as its versions 14 to 16 drive it; the kinds of pages and images are
 * left out, which never occur here.
 */
import type { OutgoingHttpHeaders } from 'node:http'

/** The version of Next.js that a handler was written for. */
export type NextVersion = 14 | 15 | 16

/** An answer of a route handler; `ROUTE` up to Next.js 14. */
export interface CachedRouteValue {
  kind: 'APP_ROUTE' | 'ROUTE'
  body: Buffer
  status: number
  /** With `x-next-cache-tags`: the tags, joined by commas. */
  headers: OutgoingHttpHeaders
}

/** Fetched data, and values of `unstable_cache`. */
export interface CachedFetchValue {
  kind: 'FETCH'
  tags?: string[]
  revalidate: number
  data: {
    headers: Record<string, string> /** Base64. */
    body: string
    url: string
    status?: number
  }
}

export type NextCacheValue = CachedRouteValue | CachedFetchValue

/** What `get()` of a handler resolves with. */
export interface NextCacheHandlerValue {
  lastModified?: number
  age?: number
  cacheState?: string
  value: NextCacheValue | null
}

/** What of a handler is called. */
export interface NextCacheHandler {
  get(key: string, context: Record<string, unknown>): Promise<NextCacheHandlerValue | null>
  set(
    key: string,
    data: NextCacheValue | null,
    context: Record<string, unknown>,
  ): Promise<unknown> | unknown
  revalidateTag(tags: string[], durations?: { expire?: number }): Promise<unknown> | unknown
  resetRequestCache?(): void
}

/** A class as `cacheHandler` of next.config names it. */
export type NextCacheHandlerClass = new (
  // Each declares what it needs of the context, and is given all of it.
  context: never,
) => object

/** Next.js's `cacheHandlers` as stores for `'use cache'` and `cached()`. */
import { RouteHandlersError } from '../../errors.js'
import type { ForeignStore } from './foreign-store.js'
import { uniform } from './next-handlers.js'
import { NextHandlersStore } from './next-handlers-store.js'

/**
 * Uses handlers that were written for Next.js, option `cacheHandlers` of next.config, for values of
 * `'use cache'` and `cached()`. Their shape tells whether they were written for 15 or 16. Tags are
 * checked by this library, above the handlers.
 *
 * @param handlers - by kind: `default`, `remote`, and those of `'use cache: <kind>'`.
 * @returns stores for the option `cache.handlers`.
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for one that has none of the known shapes.
 *
 * @example
 * import redis from './use-cache-handler.mjs'
 * const handlers = fromNextCacheHandlers({ default: redis, remote: redis })
 * routeHandlers('./app', { cache: { handlers } })
 */
export function fromNextCacheHandlers(
  handlers: Readonly<Record<string, object>>,
): Record<string, ForeignStore> {
  const stores = new Map<object, ForeignStore>()
  const named = Object.entries(handlers).map(([kind, handler]) => {
    const store = stores.get(handler) ?? storeOf(kind, handler)
    stores.set(handler, store)
    return [kind, store] as const
  })
  return Object.fromEntries(named)
}

function storeOf(kind: string, handler: unknown): ForeignStore {
  const known = uniform(handler)
  if (known) return new NextHandlersStore(known)
  throw new RouteHandlersError(
    'RH_INVALID_ARGUMENT',
    `fromNextCacheHandlers() was given no handler for "${kind}": one has get(), set() and ` +
      'updateTags(), refreshTags(), getExpiration() (Next.js 16), or expireTags() (Next.js 15).',
  )
}

/** Next.js's `cacheHandler` as a store. */
import { RouteHandlersError } from '../../errors.js'
import type { ForeignStore } from './foreign-store.js'
import { NextContext } from './next-context.js'
import type { NextCacheHandler, NextCacheHandlerClass, NextVersion } from './next-handler.js'
import { NextHandlerStore } from './next-handler-store.js'

/** What `fromNextCacheHandler()` is told of a handler. */
export interface NextCacheHandlerOptions {
  /** The version of Next.js that it was written for. */
  readonly version: NextVersion
  /** Milliseconds after which a read is a miss. Default 100. */
  readonly getTimeoutMs?: number
  /** Milliseconds after which nobody waits for a write. Default 500. */
  readonly setTimeoutMs?: number
}

/**
 * Uses a cache handler that was written for Next.js, option `cacheHandler` of next.config, for
 * answers, fetched data and `unstable_cache`. Tags are checked by this library, above the handler.
 *
 * @param handlerClass - what the module exports that next.config names.
 * @returns a store for the option `cache.handler`.
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for what is no handler; whatever its constructor
 *   throws.
 *
 * @example
 * import CacheHandler from './cache-handler.mjs'
 * routeHandlers('./app', { cache: { handler: fromNextCacheHandler(CacheHandler, { version: 16 }) } })
 */
export function fromNextCacheHandler(
  handlerClass: NextCacheHandlerClass,
  options: NextCacheHandlerOptions,
): ForeignStore {
  if (typeof handlerClass !== 'function') throw notAHandler(handlerClass)
  const { version } = options
  if (version !== 14 && version !== 15 && version !== 16) throw unknownVersion(version)
  const context = new NextContext()
  const handler = new handlerClass(context.value as never)
  if (isHandler(handler)) return new NextHandlerStore(handler, context, options)
  context.close()
  throw notAHandler(handler)
}

function isHandler(value: object): value is NextCacheHandler {
  return ['get', 'set', 'revalidateTag'].every(
    name => typeof Reflect.get(value, name) === 'function',
  )
}

function notAHandler(value: unknown): RouteHandlersError {
  return new RouteHandlersError(
    'RH_INVALID_ARGUMENT',
    'fromNextCacheHandler() takes the class that the module named by `cacheHandler` in next.config ' +
      `exports, with get(), set() and revalidateTag(); it was given ${describe(value)}.`,
  )
}

function unknownVersion(version: unknown): RouteHandlersError {
  return new RouteHandlersError(
    'RH_INVALID_ARGUMENT',
    'fromNextCacheHandler() is to be told the version of Next.js that the handler was written for: ' +
      `{ version: 14 | 15 | 16 }; it was given ${String(version)}.`,
  )
}

function describe(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name || 'without a name'}`
  return value === null ? 'null' : `a value of type ${typeof value}`
}

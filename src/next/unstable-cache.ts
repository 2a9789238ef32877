/** `unstable_cache()` (`next/cache`): results of a function, stored as JSON. */
import { dataCache } from '../cache/data-request.js'
import type { Cache } from '../cache/mount/cache.js'
import { validTags } from '../cache/tags.js'
import type { UnstableFunction, UnstableInit } from '../cache/unstable/unstable-function.js'
import { RouteHandlersError } from '../errors.js'
import { currentScope } from './scope.js'

type UnstableFunctionModule = typeof import('../cache/unstable/unstable-function.js')

/** What `unstable_cache` takes as its third argument. */
export interface UnstableCacheOptions {
  /** By which `revalidateTag()` drops the values. */
  readonly tags?: readonly string[]
  /** Seconds after which a value is renewed, or `false` for never. Default: a year. */
  readonly revalidate?: number | false
}

/**
 * Gives a function whose results are stored, under its own text, the key parts and the arguments. A
 * stored result is what JSON makes of it. Past its time it is served once more while it is renewed.
 *
 * @param fn - must not read the request: what it needs is passed to it.
 * @param keyParts - tell apart functions that differ only in what they captured.
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for `revalidate: 0` and what is no time, as in
 *   Next.js. The function it gives rejects with `RH_OUTSIDE_REQUEST` outside of requests where it
 *   cannot know which cache is meant, and with a `TypeError` for arguments that have no value of
 *   their own.
 *
 * @example
 * const listProducts = unstable_cache(() => db.products.all(), ['products'], { revalidate: 60 })
 */
export function unstable_cache<Args extends unknown[], Result>(
  fn: (...args: Args) => Promise<Result>,
  keyParts: readonly string[] = [],
  options: UnstableCacheOptions = {},
): (...args: Args) => Promise<Result> {
  const init = checked(fn, keyParts, options)
  let made: UnstableFunction | undefined
  return async (...args) => {
    const cache = currentCache(init)
    made ??= create(init)
    return made.call(args, cache) as Promise<Result>
  }
}

/** Most servers cache no function: what does it is evaluated for the first that is called. */
function create(init: UnstableInit): UnstableFunction {
  const module = require('../cache/unstable/unstable-function.js') as UnstableFunctionModule
  return new module.UnstableFunction(init)
}

function checked(fn: unknown, keyParts: unknown, options: UnstableCacheOptions): UnstableInit {
  if (typeof fn !== 'function') throw invalid(`unstable_cache takes a function, got ${typeof fn}`)
  if (!Array.isArray(keyParts)) {
    throw invalid(`The key parts of unstable_cache must be an array, got ${typeof keyParts}`)
  }
  const { revalidate, tags = [] } = options
  if (revalidate === 0) {
    throw invalid(
      `Invariant revalidate: 0 can not be passed to unstable_cache(), must be "false" or "> 0" ${fn}`,
    )
  }
  if (!Array.isArray(tags)) {
    throw invalid(`The tags of unstable_cache must be an array, got ${typeof tags}`)
  }
  return {
    fn: fn as UnstableInit['fn'],
    keyParts: [...keyParts],
    tags: [...new Set(validTags(tags, 0, `unstable_cache ${fn}`))],
    revalidate: secondsOf(revalidate, fn),
  }
}

function secondsOf(revalidate: unknown, fn: { readonly name: string }): number | undefined {
  if (revalidate === undefined) return undefined
  if (revalidate === false) return Number.POSITIVE_INFINITY
  if (typeof revalidate === 'number' && revalidate > 0) return revalidate
  throw invalid(
    `Invalid revalidate value "${revalidate}" on "unstable_cache ${fn.name || fn}", must be a non-negative number or false`,
  )
}

/** @throws RouteHandlersError `RH_OUTSIDE_REQUEST` where nothing says which cache is meant. */
function currentCache({ fn }: UnstableInit): Cache | undefined {
  const cache = dataCache()
  if (cache !== undefined || currentScope() !== undefined) return cache
  throw new RouteHandlersError(
    'RH_OUTSIDE_REQUEST',
    `Invariant: incrementalCache missing in unstable_cache ${fn}\nOutside of requests, call it inside routes.cache.run(), where routes is what routeHandlers() returned.`,
  )
}

function invalid(message: string): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_ARGUMENT', message)
}

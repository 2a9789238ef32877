/**
 * `next/cache`. Functions with `'use cache'` are cached in memory; what else Next.js would store is
 * computed each time.
 */
import { RouteHandlersError } from '../errors.js'
import { state } from '../state.js'

export {
  type CacheLife,
  type CacheLifeProfile,
  cacheLife,
  cacheTag,
  unstable_cacheLife,
  unstable_cacheTag,
} from './cache-life.js'
export {
  type RevalidateProfile,
  refresh,
  revalidatePath,
  revalidateTag,
  unstable_expirePath,
  unstable_expireTag,
  updateTag,
} from './revalidate.js'

state.scopeWanted = true

/** What `unstable_cache` takes as its third argument. */
export interface UnstableCacheOptions {
  readonly tags?: readonly string[]
  /** Seconds, or `false` for until it is invalidated. */
  readonly revalidate?: number | false
}

/**
 * Gives a function whose results Next.js would store. Here it calls through each time.
 *
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for `revalidate: 0`, as in Next.js.
 *
 * @example
 * const listProducts = unstable_cache(() => db.products.all(), ['products'], { revalidate: 60 })
 */
export function unstable_cache<Args extends unknown[], Result>(
  fn: (...args: Args) => Promise<Result>,
  _keyParts?: readonly string[],
  options: UnstableCacheOptions = {},
): (...args: Args) => Promise<Result> {
  if (options.revalidate === 0) {
    throw new RouteHandlersError(
      'RH_INVALID_ARGUMENT',
      `Invariant revalidate: 0 can not be passed to unstable_cache(), must be "false" or "> 0" ${fn}`,
    )
  }
  return async (...args) => fn(...args)
}

/**
 * Declares that the answer must not be cached. Without effect: no answer is.
 *
 * @example
 * export function GET() {
 *   unstable_noStore()
 *   return Response.json({ now: Date.now() })
 * }
 */
export function unstable_noStore(): void {}

/**
 * Declares that what follows waits for the outside world (16). Resolves at once.
 *
 * @example
 * export async function GET() {
 *   await io()
 *   return Response.json({ now: Date.now() })
 * }
 */
export function io(): Promise<void> {
  return Promise.resolve()
}

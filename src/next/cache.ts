/**
 * `next/cache`. Functions with `'use cache'` are cached in memory; what else Next.js would store is
 * computed each time.
 */
import { type CacheLife, readLife } from '../cache/cache-life.js'
import { RouteHandlersError } from '../errors.js'
import { state } from '../state.js'
import { requireCached } from './inside-cached.js'
import { currentScope } from './scope.js'

export {
  type RevalidateProfile,
  refresh,
  revalidatePath,
  revalidateTag,
  unstable_expirePath,
  unstable_expireTag,
  updateTag,
} from './revalidate.js'
export type { CacheLife }

state.scopeWanted = true

/** The lifetimes that have a name. */
export type CacheLifeProfile =
  | 'default'
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'weeks'
  | 'max'
  // Completion for those above, and room for those of one's own.
  | (string & {})

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

/**
 * Sets how long the value of the running function with `'use cache'` is kept. Of several calls the
 * shortest time wins; without a call it is that of the profile `default`, 15 minutes.
 *
 * @param profile - `'seconds'`, `'minutes'`, `'hours'`, `'days'`, `'weeks'`, `'max'`, or times in
 * seconds. After `revalidate` the value is renewed in the background, while it is still served; after
 * `expire` a call waits for a new one. `stale` has no effect on a server.
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` outside of such a function; `RH_INVALID_ARGUMENT`
 * for a profile or a time that does not exist.
 *
 * @example
 * async function listProducts() {
 *   'use cache'
 *   cacheLife('hours')
 *   return db.products.all()
 * }
 */
export function cacheLife(profile: CacheLifeProfile | CacheLife): void {
  const run = requireCached('cacheLife')
  run.lifetime.set(readLife(profile, currentScope()?.compat ?? 16, run.settings?.cacheLife))
}

/**
 * Gives tags to the value of the running function with `'use cache'`, by which `revalidateTag()`
 * drops it.
 *
 * @param tags - each at most 256 characters; others are ignored with a warning, as in Next.js.
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` outside of such a function.
 *
 * @example
 * async function getProduct(id: string) {
 *   'use cache'
 *   cacheTag('products', `product:${id}`)
 *   return db.products.find(id)
 * }
 */
export function cacheTag(...tags: string[]): void {
  requireCached('cacheTag').addTags(tags)
}

/** Name of 15 for {@link cacheLife}. */
export const unstable_cacheLife: typeof cacheLife = cacheLife
/** Name of 15 for {@link cacheTag}. */
export const unstable_cacheTag: typeof cacheTag = cacheTag

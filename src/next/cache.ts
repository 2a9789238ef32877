/**
 * `next/cache`. Every name exists, so that files which import it load. Nothing is cached: what
 * would be stored is computed each time, and invalidating it has no effect.
 */
import { RouteHandlersError } from '../errors.js'
import { state } from '../state.js'
import { revalidatePath, revalidateTag } from './revalidate.js'
import { currentScope } from './scope.js'

export { type RevalidateProfile, refresh, updateTag } from './revalidate.js'
export { revalidatePath, revalidateTag }

state.scopeWanted = true

/** Name of 15 for {@link revalidateTag}. Accepted without effect. */
export function unstable_expireTag(...tags: string[]): void {
  for (const tag of tags) revalidateTag(tag, { expire: 0 })
}

/** Name of 15 for {@link revalidatePath}. Accepted without effect. */
export const unstable_expirePath: typeof revalidatePath = revalidatePath

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

/** For functions with `'use cache'` only, as in Next.js: throws `RH_NOT_SUPPORTED`. */
export function cacheLife(_profile: string | object): never {
  throw outsideUseCache('cacheLife')
}

/** For functions with `'use cache'` only, as in Next.js: throws `RH_NOT_SUPPORTED`. */
export function cacheTag(..._tags: string[]): never {
  throw outsideUseCache('cacheTag')
}

/** Name of 15 for {@link cacheLife}. */
export const unstable_cacheLife: typeof cacheLife = cacheLife
/** Name of 15 for {@link cacheTag}. */
export const unstable_cacheTag: typeof cacheTag = cacheTag

function outsideUseCache(api: string): RouteHandlersError {
  const scope = currentScope()
  const message =
    !scope || scope.compat < 16
      ? `\`${api}()\` can only be called inside a "use cache" function.`
      : `Route ${scope.route}: \`${api}()\` can only be called inside a \`"use cache"\` or \`"use cache: private"\` function.`
  return new RouteHandlersError('RH_NOT_SUPPORTED', message)
}

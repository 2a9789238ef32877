/** What functions with `'use cache'` say of their own value: `cacheLife()` and `cacheTag()`. */
import { type CacheLife, readLife } from '../cache/cache-life.js'
import { warnOnce } from '../warn.js'
import { requireCached } from './inside-cached.js'
import { currentScope } from './scope.js'

export type { CacheLife }

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
export function unstable_cacheLife(profile: CacheLifeProfile | CacheLife): void {
  warnOfName('cacheLife')
  cacheLife(profile)
}

/** Name of 15 for {@link cacheTag}. */
export function unstable_cacheTag(...tags: string[]): void {
  warnOfName('cacheTag')
  cacheTag(...tags)
}

function warnOfName(name: string): void {
  if ((currentScope()?.compat ?? 16) < 16) return
  warnOnce(
    'RH_REVALIDATE',
    `unstable_${name}`,
    `\`unstable_${name}\` was recently stabilized and should be imported as \`${name}\`. The \`unstable\` prefixed form will be removed in a future version of Next.js.`,
  )
}

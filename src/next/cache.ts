/** `next/cache`: what is stored between requests, and when it is out of date. */
import { state } from '../state.js'

export {
  type CacheLife,
  type CacheLifeProfile,
  cacheLife,
  cacheTag,
  unstable_cacheLife,
  unstable_cacheTag,
} from './cache-life.js'
export { unstable_noStore } from './no-store.js'
export {
  type RevalidateProfile,
  revalidatePath,
  revalidateTag,
  unstable_expirePath,
  unstable_expireTag,
} from './revalidate.js'
export { refresh, updateTag } from './server-actions.js'
export { type UnstableCacheOptions, unstable_cache } from './unstable-cache.js'

state.scopeWanted = true

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

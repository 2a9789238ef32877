/** `unstable_noStore()` (`next/cache`). */
import { currentRun } from '../cache/cached-run.js'
import { currentScope } from './scope.js'

/**
 * Declares that the answer must not be cached, nor the data that is fetched for it from here on
 * without a word about caching. Without effect outside of requests, inside cached functions, and
 * under `dynamic = 'force-static'`.
 *
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` under `dynamic = 'error'`.
 *
 * @example
 * export function GET() {
 *   unstable_noStore()
 *   return Response.json({ now: Date.now() })
 * }
 */
export function unstable_noStore(): void {
  const scope = currentRun() ? undefined : currentScope()
  if (scope === undefined || scope.caching?.config.dynamic === 'force-static') return
  if (scope.caching) scope.caching.isNoStore = true
  scope.touch('unstable_noStore()')
}

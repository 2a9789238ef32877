/** `cacheContext()`: what else is in the key of a stored answer, beside its path. */
import { state } from '../state.js'
import { refuseInCached } from './inside-cached.js'
import { requireScope } from './scope.js'

state.scopeWanted = true

/**
 * What the option `cache.tenant` says of the request: each tenant has answers of its own, so that
 * handlers whose answers are stored may look at it.
 *
 * @returns `tenant`: empty where there is no such option.
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_NOT_SUPPORTED` inside a
 *   cached function, whose values are for all tenants: pass it as an argument.
 *
 * @example
 * export const dynamic = 'force-static'
 * export const revalidate = 60
 * export async function GET() {
 *   const { tenant } = cacheContext()
 *   return Response.json(await db.products.of(tenant))
 * }
 */
export function cacheContext(): { readonly tenant: string } {
  refuseInCached('request', 'cacheContext()')
  return { tenant: requireScope('cacheContext').caching?.tenant ?? '' }
}

/** How the GET of a route file may be answered from the cache, decided when the file is loaded. */
import { type DynamicReason, routePolicy, type StaticPolicy } from '../cache/policy/route-policy.js'
import type { RouteModule } from '../handler/route-module.js'
import type { Settings } from '../options.js'
import type { Route } from '../router/route.js'
import { warnOnce } from '../warn.js'

type Components = typeof import('./components.js')

export interface LoadedPolicy {
  /** `undefined` where the GET runs for every request. */
  readonly policy: StaticPolicy | undefined
  /**
   * Whether there is no path but those that `generateStaticParams()` lists: with `dynamicParams =
   * false` where the GET is static, cache or no cache. Elsewhere Next.js 16.4.6 does not heed it.
   */
  readonly isClosed: boolean
}

/** Of a metadata file that is served as it is. */
const SERVED: StaticPolicy = { visibility: 'force-static', revalidate: Number.POSITIVE_INFINITY }

/** @throws RouteHandlersError `RH_INVALID_EXPORT` for what Cache Components do not allow. */
export function loadPolicy(
  module: RouteModule,
  route: Route,
  { cache, compat, parity, dev }: Pick<Settings, 'cache' | 'compat' | 'parity' | 'dev'>,
): LoadedPolicy {
  const { methods, generateStaticParams } = module
  const { metadata } = route
  if (metadata?.isStatic) return { policy: cache.isOn ? SERVED : undefined, isClosed: false }
  // Next.js takes metadata files for static without being asked.
  const config = metadata ? { revalidate: false as const, ...module.config } : module.config
  const policy = routePolicy({
    ...{ ...cache.policy, config, methods, compat, parity },
    hasParams: route.params.length > 0,
    hasStaticParams: generateStaticParams !== undefined,
    ...(cache.policy.cacheComponents && components(module, route)),
  })
  if (typeof policy !== 'string') {
    const isClosed = config.dynamicParams === false && route.params.length > 0
    return { policy: cache.isOn ? policy : undefined, isClosed }
  }
  if (dev && cache.isOn) adviseOn(policy, module, route)
  return { policy: undefined, isClosed: false }
}

/** What Cache Components ask of a file; `mayVary` reads its source. */
function components({ config }: RouteModule, { file }: Route): { mayVary: () => boolean } {
  const { refuseSegmentConfig, mayVary } = require('./components.js') as Components
  refuseSegmentConfig(config, file)
  return { mayVary: () => mayVary(file) }
}

/** Next.js leaves it at that. */
function adviseOn(reason: DynamicReason, { config }: RouteModule, { pattern, file }: Route): void {
  const { revalidate } = config
  if (reason !== 'no generateStaticParams' || revalidate === undefined) return
  warnOnce(
    'RH_NOT_CACHED',
    `${file}\nparams`,
    `Route "${pattern}" exports revalidate = ${revalidate} and runs for every request, as in Next.js: it has parameters and no generateStaticParams (${file}). Export that function; it may return [].`,
  )
}

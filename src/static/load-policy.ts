/** How the GET of a route file may be answered from the cache, decided when the file is loaded. */
import { type DynamicReason, routePolicy, type StaticPolicy } from '../cache/policy/route-policy.js'
import type { RouteModule } from '../handler/route-module.js'
import type { Settings } from '../options.js'
import type { Route } from '../router/route.js'
import { warnOnce } from '../warn.js'

type Components = typeof import('./components.js')

/**
 * @returns `undefined` where it runs for every request.
 * @throws RouteHandlersError `RH_INVALID_EXPORT` for what Cache Components do not allow.
 */
export function loadPolicy(
  module: RouteModule,
  route: Route,
  { cache, compat, parity, dev }: Pick<Settings, 'cache' | 'compat' | 'parity' | 'dev'>,
): StaticPolicy | undefined {
  if (!cache.isOn) return undefined
  const { config, methods, generateStaticParams } = module
  const policy = routePolicy({
    ...{ ...cache.policy, config, methods, compat, parity },
    hasParams: route.params.length > 0,
    hasStaticParams: generateStaticParams !== undefined,
    ...(cache.policy.cacheComponents && components(module, route)),
  })
  if (typeof policy !== 'string') return policy
  if (dev) adviseOn(policy, module, route)
  return undefined
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

/** A request of a route whose GET may be answered from the cache. */
import type { Cache } from '../cache/mount/cache.js'
import type { StaticPolicy } from '../cache/policy/route-policy.js'
import type { Exchange, Result } from '../exchange.js'
import { normaliseMethod } from '../fetch/method.js'
import type { Handler } from '../handler/route-module.js'
import type { Mount } from '../mount.js'
import { RouteRun } from '../route-run.js'
import type { LoadedRoute } from '../route-table.js'
import type { Match, Route } from '../router/route.js'
import type { GenerationLifecycle } from './generation-lifecycle.js'

export interface Visit {
  readonly match: Match
  readonly module: LoadedRoute
  readonly handler: Handler
  readonly policy: StaticPolicy
}

/** What such routes need of their mount. */
export interface StaticMount extends Mount {
  readonly cache: Cache | undefined
  /** Where the routes lie; `undefined` for a manifest. */
  readonly place: { readonly dir: string; readonly root: string } | undefined
  routes(): readonly Route[]
  /** A shutdown waits for what is made, and ends it when it takes too long. */
  track(lifecycle: GenerationLifecycle): void
  /** An answer could not be made anew; whoever asked has the old one. */
  reportRenewal(error: unknown, exchange: Exchange, match: Match): void
}

/** The route at work as if there were no cache. */
export function routeRun(
  mount: Mount,
  { match, module, handler }: Visit,
  exchange: Exchange,
): RouteRun {
  return new RouteRun(mount, match, module, handler, normaliseMethod(exchange.method), exchange)
}

/** Runs it to its end. @throws what the handler throws, unless it is control flow. */
export async function resultOf(run: RouteRun): Promise<Result> {
  const step = await run.start()
  if (step.kind !== 'running') return step
  let value: unknown
  try {
    value = await step.outcome
  } catch (error) {
    return run.threw(error)
  }
  return run.returned(value)
}

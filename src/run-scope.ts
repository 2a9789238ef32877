/** What a run tells the functions of `next/*` that look for the request they are called in. */
import type { RouteGeneration } from './cache/policy/route-generation.js'
import type { Converted, Exchange } from './exchange.js'
import type { RouteModule } from './handler/route-module.js'
import type { Mount } from './mount.js'
import type { RequestScope, ScopeInit } from './next/scope.js'
import { RequestCaching } from './request-caching.js'
import type { Match } from './router/route.js'

export interface RunScopeParts {
  readonly mount: Mount
  readonly match: Match
  readonly module: RouteModule
  readonly exchange: Exchange
  readonly converted: Converted
  readonly run: {
    readonly generation: RouteGeneration | undefined
    readonly scope: RequestScope | undefined
    /** What the option `cache.tenant` says of the request. */
    readonly tenant: string
    waitUntil(work: Promise<unknown>): void
  }
}

export function scopeInitOf(parts: RunScopeParts): ScopeInit {
  const { mount, match, module, exchange, converted, run } = parts
  const { compat, parity, dev } = mount.settings
  return {
    route: match.route.pattern,
    compat,
    parity,
    dev,
    request: new HeadersOf(converted),
    draftModeId: mount.draftModeId,
    host: exchange.host,
    generation: run.generation,
    fetchCache: module.config.fetchCache,
    caching: () => cachingOf(parts),
    onAfterError: (error, message) => mount.report(error, exchange, message),
  }
}

function cachingOf({ mount, match, module, converted, run }: RunScopeParts) {
  const { cache, settings } = mount
  const { compat, parity, dev } = settings
  if (cache === undefined) return undefined
  return new RequestCaching({
    ...{ cache, match, module, compat, parity, dev },
    request: new HeadersOf(converted),
    generation: run.generation,
    isDynamic: () => run.scope?.isDynamic ?? false,
    tenant: () => run.tenant,
    waitUntil: work => run.waitUntil(work),
  })
}

/** Headers that are made when a function of `next/headers` asks for them. */
class HeadersOf {
  readonly #parts: Converted

  constructor(parts: Converted) {
    this.#parts = parts
  }

  get headers(): Headers {
    return this.#parts.headers()
  }
}

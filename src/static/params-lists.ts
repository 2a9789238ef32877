/**
 * The `generateStaticParams()` of a mount's loaded route files. They run without a request: what
 * reads or changes one throws, cached functions and `fetch` find the cache of the mount.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Mount } from '../mount.js'
import { Headers } from '../natives.js'
import { RequestScope, runInScope } from '../next/scope.js'
import { RequestCaching } from '../request-caching.js'
import type { LoadedRoute, RouteTable } from '../route-table.js'
import type { Match, Route } from '../router/route.js'
import { state } from '../state.js'
import { StaticParams } from './params.js'

export class ParamsLists {
  readonly #mount: ParamsMount
  readonly #lists = new WeakMap<LoadedRoute, StaticParams>()
  /** The request that comes first is nobody's concern but its own. */
  readonly #clean = AsyncLocalStorage.snapshot()

  constructor(mount: ParamsMount) {
    this.#mount = mount
  }

  /** `undefined` for a route whose file has no such function, or no use for one. */
  of(route: Route, module: LoadedRoute): StaticParams | undefined {
    const { generateStaticParams, isClosed } = module
    if (generateStaticParams === undefined || route.params.length === 0) return undefined
    const known = this.#lists.get(module)
    if (known !== undefined) return known
    const call = () => this.#clean(() => this.#call(generateStaticParams, route, module))
    const list = new StaticParams({ route, isClosed, generate: call })
    this.#lists.set(module, list)
    return list
  }

  /** Whether a path exists whose route is closed. */
  isListed({ route, params = {} }: Match, module: LoadedRoute): boolean | Promise<boolean> {
    return this.of(route, module)?.has(params) ?? false
  }

  /** @throws what a list fails with, where a request would. */
  async listClosed(table: Pick<RouteTable, 'routes' | 'module'>): Promise<void> {
    const closed: StaticParams[] = []
    // One by one: the deadline of each file would count the others.
    for (const route of table.routes) {
      if (route.params.length === 0) continue
      const module = await table.module(route)
      const params = module.isClosed ? this.of(route, module) : undefined
      if (params) closed.push(params)
    }
    await Promise.all(closed.map(params => params.list()))
  }

  #call(generate: (given: object) => unknown, route: Route, module: LoadedRoute): unknown {
    // No parent segment names parameters of a handler.
    const given = { params: {} }
    if (!state.scopeWanted) return generate(given)
    return runInScope(this.#scope(route, module), () => generate(given))
  }

  #scope(route: Route, module: LoadedRoute): RequestScope {
    const { compat, parity, dev } = this.#mount.settings
    const request = { headers: new Headers() }
    return new RequestScope({
      ...{ route: route.pattern, compat, parity, dev, host: undefined },
      without: 'generateStaticParams',
      // Never asked for: whoever needs them throws.
      ...{ request, draftModeId: '', onAfterError: () => {} },
      caching: () => {
        const { cache } = this.#mount
        if (cache === undefined) return undefined
        return new RequestCaching({
          ...{ cache, match: { route, params: undefined }, module, compat, parity, dev, request },
          generation: undefined,
          waitUntil: work => this.#mount.waitUntil(work),
        })
      },
    })
  }
}

export type ParamsMount = Pick<Mount, 'settings' | 'cache' | 'waitUntil'>

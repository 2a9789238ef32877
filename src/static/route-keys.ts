/** What tells the stored answers of a mount apart, and the request that each of them stands for. */
import { randomUUID } from 'node:crypto'
import { relative } from 'node:path'
import type { Cache } from '../cache/mount/cache.js'
import { KEY_ORIGIN } from '../cache/policy/key-request.js'
import { RouteHandlersError } from '../errors.js'
import type { Exchange } from '../exchange.js'
import { URL } from '../natives.js'
import type { LoadedRoute } from '../route-table.js'
import { concretePath } from '../router/concrete-path.js'
import type { Match, Route } from '../router/route.js'
import { canonicalMount } from './mount-path.js'
import { RouteKey } from './route-key.js'
import type { StaticMount } from './visit.js'

/** One stored answer of a route. */
export interface Keyed {
  readonly key: string
  readonly mount: string
  readonly tenant: string
}

/** The URL of the request that a key stands for. */
export function urlOf(match: Match, { mount }: Keyed): string {
  const path = concretePath(match)
  return new URL(KEY_ORIGIN + (path === '/' && mount !== '' ? mount : mount + path)).href
}

interface KnownRoute {
  /** As the client spelled it. */
  readonly mountPath: string
  readonly mount: string
  readonly key: RouteKey
}

export class RouteKeys {
  readonly #mount: StaticMount
  readonly #cache: Cache
  /** Those under the path where the mount was asked last. */
  readonly #known = new WeakMap<LoadedRoute, KnownRoute>()
  #appId: string | undefined
  /** Where the host has mounted the routes, as far as requests have told. */
  #lastMountPath = ''

  constructor(mount: StaticMount, cache: Cache) {
    this.#mount = mount
    this.#cache = cache
  }

  /** @param exchange - without one it is the answer for nobody in particular. */
  of(match: Match, module: LoadedRoute, exchange: Exchange | undefined): Keyed {
    const { basePath } = this.#mount.settings
    const mountPath = basePath ?? exchange?.mountPath ?? this.#lastMountPath
    this.#lastMountPath = mountPath
    const known = this.#known.get(module)
    const { key, mount } =
      known?.mountPath === mountPath ? known : this.#learn(match.route, module, mountPath)
    const tenant = exchange ? this.#tenantOf(exchange) : ''
    return { key: key.of(match, tenant), mount, tenant }
  }

  #learn(route: Route, module: LoadedRoute, mountPath: string): KnownRoute {
    const { compat } = this.#mount.settings
    this.#appId ??= this.#cache.settings.appId ?? this.#ownAppId()
    const mount = canonicalMount(mountPath)
    // What an edited file has answered before is not its answer.
    const { buildId: deployed } = this.#cache
    const buildId = module.version === 0 ? deployed : `${deployed}.${module.version}`
    const parts = { compat, buildId, appId: this.#appId, mount }
    const hasParams = route.params.length > 0
    const known = { mountPath, mount, key: new RouteKey(parts, route.appPath.slice(1), hasParams) }
    this.#known.set(module, known)
    return known
  }

  /**
   * Two processes must agree, and so cannot say where the project lies. In one, two projects must
   * not be taken for each other, and neither two manifests.
   */
  #ownAppId(): string {
    const { place } = this.#mount
    if (!this.#cache.outlives) return place?.dir ?? randomUUID()
    return place ? relative(place.root, place.dir).replaceAll('\\', '/') : ''
  }

  #tenantOf(exchange: Exchange): string {
    const { tenant } = this.#cache.settings
    if (tenant === undefined) return ''
    const name: unknown = tenant(exchange.incoming)
    if (typeof name === 'string') return name
    throw new RouteHandlersError(
      'RH_INVALID_OPTION',
      `The option cache.tenant must return a string, received ${typeof name}`,
    )
  }
}

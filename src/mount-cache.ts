/**
 * What a mount keeps between requests: made by the first that needs it, and outside of that
 * request's async context. Most requests of most servers cache nothing, and evaluate none of it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Cache } from './cache/mount/cache.js'
import type { CacheOwner, WarmOptions, WarmReport } from './cache/mount/handlers-cache.js'
import type { RouteTable } from './route-table.js'
import type { ParamsLists } from './static/params-lists.js'
import type { StaticRoutes } from './static/static-routes.js'
import type { StaticMount } from './static/visit.js'

type BuildId = typeof import('./static/build-id.js')
type OpenCache = typeof import('./cache/mount/open-cache.js')
type ParamsListsModule = typeof import('./static/params-lists.js')
type StaticRoutesModule = typeof import('./static/static-routes.js')
type Warm = typeof import('./static/warm.js')

export class MountCache implements CacheOwner {
  readonly #mount: StaticMount
  readonly #table: RouteTable
  readonly #atMount = AsyncLocalStorage.snapshot()
  #cache: Cache | undefined
  #isClosed = false
  #staticParams: ParamsLists | undefined
  #statics: StaticRoutes | undefined

  constructor(mount: StaticMount, table: RouteTable) {
    this.#mount = mount
    this.#table = table
  }

  get compat(): number {
    return this.#mount.settings.compat
  }

  /** `undefined` where it is off, and once it is closed. */
  get cache(): Cache | undefined {
    const { isOn, isOwn, settings } = this.#mount.settings.cache
    if (!isOn || this.#isClosed) return undefined
    if (this.#cache === undefined) {
      const { openCache, sharedCache } = require('./cache/mount/open-cache.js') as OpenCache
      this.#cache = this.#atMount(() => (isOwn ? openCache(settings()) : sharedCache(settings)))
      this.#cache.mounts.add(this.#mount)
      this.#cache.nameSources ??= () => this.#nameSources()
    }
    return this.#cache
  }

  /** The routes whose GET may be answered from the cache; `undefined` where it is off. */
  get statics(): StaticRoutes | undefined {
    const { cache } = this
    if (cache === undefined) return undefined
    if (this.#statics === undefined) {
      const { StaticRoutes } = require('./static/static-routes.js') as StaticRoutesModule
      this.#statics = this.#atMount(() => new StaticRoutes(this.#mount, cache))
    }
    return this.#statics
  }

  /** What the `generateStaticParams()` of the routes list. */
  get staticParams(): ParamsLists {
    if (this.#staticParams === undefined) {
      const { ParamsLists } = require('./static/params-lists.js') as ParamsListsModule
      this.#staticParams = this.#atMount(() => new ParamsLists(this.#mount))
    }
    return this.#staticParams
  }

  async warm(options: WarmOptions): Promise<WarmReport> {
    const { warm, warmerOf } = require('./static/warm.js') as Warm
    const { statics, staticParams } = this
    await this.cache?.start()
    return warm(
      {
        routes: this.#table.routes,
        module: route => this.#table.module(route),
        paramsOf: (route, module) => staticParams.of(route, module),
        warmerOf: module => statics && warmerOf(statics, module),
      },
      options,
    )
  }

  /** @throws what a `generateStaticParams()` throws without which nothing can be found. */
  async listPaths(): Promise<void> {
    const lists = this.#table.routes.map(async route => {
      const module = await this.#table.module(route)
      if (module.config.dynamicParams === false) await this.staticParams.of(route, module)?.list()
    })
    await Promise.all(lists)
  }

  /** Ends it, unless other mounts use it. */
  async closeCache(timeoutMs?: number): Promise<void> {
    this.#isClosed = true
    if (this.#cache === undefined) return
    const { leaveCache } = require('./cache/mount/open-cache.js') as OpenCache
    await leaveCache(this.#cache, this.#mount, timeoutMs)
  }

  #nameSources(): string {
    const { sourcesId } = require('./static/build-id.js') as BuildId
    const files = this.#table.routes.map(({ file }) => file)
    return sourcesId(files, this.#mount.place?.root ?? '')
  }
}

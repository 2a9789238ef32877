/** Caching as one request of a mount sees it; made when something asks for it. */
import type { Cache } from './cache/mount/cache.js'
import type { RouteGeneration } from './cache/policy/route-generation.js'
import type { RequestCache } from './cache/request-cache.js'
import { implicitTags } from './cache/tags/implicit-tags.js'
import { PendingInvalidations } from './cache/tags/pending-invalidations.js'
import type { RouteModule } from './handler/route-module.js'
import type { Compat } from './next/scope.js'
import { concretePath } from './router/concrete-path.js'
import type { Match } from './router/route.js'
import { state } from './state.js'

export interface RequestCachingInit {
  readonly cache: Cache
  readonly match: Pick<Match, 'route' | 'params'>
  readonly module: RouteModule
  readonly compat: Compat
  readonly parity: RequestCache['parity']
  readonly dev: boolean
  /** What arrived. Read only in development. */
  readonly request: { readonly headers: Headers }
  readonly generation: RouteGeneration | undefined
  readonly isDynamic?: () => boolean
  readonly tenant?: () => string
  readonly waitUntil: (work: Promise<unknown>) => void
}

const OTHER_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export class RequestCaching implements RequestCache {
  readonly #init: RequestCachingInit
  readonly invalidations = new PendingInvalidations()
  isNoStore = false
  leastRevalidate = Number.POSITIVE_INFINITY
  #implicitTags: readonly string[] | undefined

  constructor(init: RequestCachingInit) {
    this.#init = init
  }

  get cache(): Cache {
    return this.#init.cache
  }

  get route(): string {
    return this.#init.match.route.pattern
  }

  get compat(): Compat {
    return this.#init.compat
  }

  get parity(): RequestCache['parity'] {
    return this.#init.parity
  }

  get dev(): boolean {
    return this.#init.dev
  }

  get isHardRefresh(): boolean {
    const { dev, request } = this.#init
    return dev && request.headers.get('cache-control') === 'no-cache'
  }

  get tenant(): string {
    return this.#init.tenant?.() ?? ''
  }

  get implicitTags(): readonly string[] {
    const { match } = this.#init
    this.#implicitTags ??= implicitTags(match.route.appPath, concretePath(match))
    return this.#implicitTags
  }

  get module(): object {
    return this.#init.module
  }

  get config(): RequestCache['config'] {
    return this.#init.module.config
  }

  get hasOtherMethods(): boolean {
    const { methods } = this.#init.module
    return OTHER_METHODS.some(method => methods.has(method))
  }

  get generation(): RouteGeneration | undefined {
    return this.#init.generation
  }

  get isDynamic(): boolean {
    return this.#init.isDynamic?.() ?? false
  }

  get isDraft(): boolean {
    return state.isDraft?.() ?? false
  }

  waitUntil(work: Promise<unknown>): void {
    this.#init.waitUntil(work)
  }
}

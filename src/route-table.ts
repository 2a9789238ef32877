/** The routes of one mount: found by path, loaded when first needed. */
import { RouteHandlersError } from './errors.js'
import { type RouteModule, readRouteModule } from './handler/route-module.js'
import type { Settings } from './options.js'
import type { RouteSource } from './route-source.js'
import type { Match, Refusal, Route, Router } from './router/route.js'
import { createRouter } from './router/router.js'
import { warnOnce } from './warn.js'

/** A path that is ours although no file serves it: only with `fallthrough: false`. */
export interface Missing {
  readonly missing: true
}

export type Found = Match | Refusal | Missing

const MISSING: Missing = { missing: true }

export class RouteTable {
  readonly #settings: Settings
  readonly #router: Router
  readonly #source: RouteSource
  readonly #modules = new Map<Route, RouteModule>()

  /** @throws RouteHandlersError for routes that must not come up half mounted. */
  constructor(settings: Settings, source: RouteSource) {
    this.#settings = settings
    this.#source = source
    this.#router = createRouter(source.files, settings)
    source.open(this.routes)
  }

  get routes(): readonly Route[] {
    return this.#router.routes
  }

  /**
   * @param relative - raw path below the host's mount.
   * @param full - raw public path, which an explicit `basePath` is compared with.
   */
  find(relative: string, full: string): Found | undefined {
    const { basePath, fallthrough } = this.#settings
    const path = basePath === undefined ? relative : below(basePath, full)
    if (path === undefined) return undefined
    return this.#router.match(path) ?? (fallthrough === false ? MISSING : undefined)
  }

  /** The module if it is loaded, otherwise the promise of it. */
  module(route: Route): RouteModule | Promise<RouteModule> {
    return this.#modules.get(route) ?? this.#load(route)
  }

  /** Loads everything; rejects with one error that names every file at fault. */
  async loadAll(): Promise<void> {
    const results = await Promise.allSettled(this.routes.map(async route => this.module(route)))
    const errors = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []))
    if (errors.length === 1) throw errors[0]
    if (errors.length === 0) return
    const messages = errors.map(error => `- ${error instanceof Error ? error.message : error}`)
    throw new RouteHandlersError(
      'RH_MODULE_LOAD',
      `${errors.length} route files cannot be served:\n${messages.join('\n')}`,
      { cause: new AggregateError(errors) },
    )
  }

  async #load(route: Route): Promise<RouteModule> {
    const { dev } = this.#settings
    const exports = await this.#source.load(route.file)
    const module = readRouteModule(exports, route.pattern, route.file, dev)
    if (dev) adviseOnCaching(exports, route)
    this.#modules.set(route, module)
    return module
  }
}

/** The rest of a raw path below a raw prefix, `undefined` if it lies elsewhere. */
function below(basePath: string, path: string): string | undefined {
  if (!path.startsWith(basePath)) return undefined
  const rest = path.slice(basePath.length)
  if (rest === '') return '/'
  return rest.startsWith('/') ? rest : undefined
}

/** Caching is not there yet: such a route runs for every request, which is said once. */
function adviseOnCaching(
  exports: Readonly<Record<string, unknown>>,
  { pattern, file }: Route,
): void {
  const { dynamic, revalidate, generateStaticParams } = exports
  const isStatic = dynamic === 'force-static' || dynamic === 'error'
  const isCached = revalidate !== undefined && revalidate !== 0
  if (!isStatic && !isCached && generateStaticParams === undefined) return
  warnOnce(
    'RH_NOT_CACHED',
    file,
    `Route "${pattern}" asks to be cached (${file}). This version runs it for every request.`,
  )
}

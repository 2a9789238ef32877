/** The routes of one mount: found by path, loaded when first needed. */
import { forgetStored } from './cache/fetch/edited.js'
import { patchFetch, provideModuleFetch } from './cache/fetch/patch.js'
import { RouteHandlersError } from './errors.js'
import { type RouteModule, readRouteModule } from './handler/route-module.js'
import type { RouteExports } from './modules/exports.js'
import type { Settings } from './options.js'
import type { RouteSource } from './route-source.js'
import type { MetadataFile } from './router/metadata-file.js'
import type { Match, Refusal, Route, Router } from './router/route.js'
import { createRouter } from './router/router.js'
import { isSeen } from './seen-request.js'
import { type LoadedPolicy, loadPolicy } from './static/load-policy.js'

type Metadata = typeof import('./metadata/metadata-module.js')

/** A path that is ours although no file serves it: only with `fallthrough: false`. */
export interface Missing {
  readonly missing: true
}

export type Found = Match | Refusal | Missing

/** A route file as it is served. */
export interface LoadedRoute extends RouteModule, LoadedPolicy {
  /** How often the file has been evaluated before. */
  readonly version: number
}

/** A module, and the promise that gave it: another promise is another evaluation. */
interface Loaded {
  readonly exports: Promise<RouteExports>
  readonly module: LoadedRoute
}

/** Files that {@link RouteTable.loadAll} loads at a time. */
const AT_ONCE = 16

const MISSING: Missing = { missing: true }

const NOTHING = (): void => {}

/** Of a metadata file that is served as it is: never loaded, and always the same evaluation. */
const NO_EXPORTS: Promise<RouteExports> = Promise.resolve({})

export class RouteTable {
  readonly #settings: Settings
  readonly #source: RouteSource
  readonly #modules = new Map<string, Loaded>()
  #router: Router
  /** Ends the use that this mount has of the global `fetch`. */
  #releaseFetch: (() => void) | undefined

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
   * Allocates no more than the router does where the mount has no `basePath`.
   *
   * @param relative - raw path below the host's mount; what follows it from `?` or `#` is not read.
   * @param full - raw public path, the same, which an explicit `basePath` is compared with.
   */
  find(relative: string, full: string): Found | undefined {
    const { fallthrough } = this.#settings
    const path = this.below(relative, full)
    if (path === undefined) return undefined
    if (this.#source.watches) this.#refresh()
    return this.#router.match(path) ?? (fallthrough === false ? MISSING : undefined)
  }

  /** The raw path inside the mount, with whatever follows it; `undefined` outside. */
  below(relative: string, full: string): string | undefined {
    const { basePath } = this.#settings
    return basePath === undefined ? relative : below(basePath, full)
  }

  /** See {@link Router.following}. */
  following(match: Match, target: string): Match | undefined {
    return this.#router.following(match, target)
  }

  /** The module if it is loaded, otherwise the promise of it. */
  module(route: Route): LoadedRoute | Promise<LoadedRoute> {
    const { file, metadata } = route
    const known = this.#modules.get(file)
    if (known && !this.#source.watches) return known.module
    // Not earlier: until then nothing can call it. Not later: a file may keep what it finds.
    this.#releaseFetch ??= this.#provideFetch()
    const exports = metadata?.isStatic ? NO_EXPORTS : this.#source.load(file)
    return known?.exports === exports
      ? known.module
      : this.#read(exports, route, (known?.module.version ?? -1) + 1)
  }

  #provideFetch(): () => void {
    const { cache, compat } = this.#settings
    if (cache.patchFetch === 'global') return patchFetch(compat)
    if (cache.patchFetch === 'module') provideModuleFetch()
    return NOTHING
  }

  /** Nothing of it runs any more. */
  close(): void {
    this.#releaseFetch?.()
    this.#releaseFetch = NOTHING
  }

  /** See {@link RouteSource.explain}. */
  explain(error: unknown): void {
    this.#source.explain(error)
  }

  /** Loads everything; rejects with one error that names every file at fault. */
  async loadAll(): Promise<void> {
    const failures = new Map<Route, unknown>()
    const waiting = this.routes.values()
    const work = async () => {
      for (const route of waiting) {
        try {
          await this.module(route)
        } catch (error) {
          failures.set(route, error)
        }
      }
    }
    // Not all at once: with thousands of files, the deadline of each would count the others.
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    const errors = this.routes.flatMap(route => (failures.has(route) ? [failures.get(route)] : []))
    if (errors.length === 1) throw errors[0]
    if (errors.length === 0) return
    const messages = errors.map(error => `- ${messageOf(error)}`)
    throw new RouteHandlersError(
      'RH_MODULE_LOAD',
      `${errors.length} route files cannot be served:\n${messages.join('\n')}`,
      { cause: new AggregateError(errors) },
    )
  }

  async #read(exports: Promise<RouteExports>, route: Route, version: number): Promise<LoadedRoute> {
    const { file, pattern, metadata } = route
    const { dev } = this.#settings
    const evaluated = await exports
    // One module for all who waited: what is kept with it is kept once.
    const known = this.#modules.get(file)
    if (known?.exports === exports) return known.module
    const read = metadata
      ? readMetadata(evaluated, { ...route, metadata }, this.#settings)
      : readRouteModule(evaluated, pattern, file, dev)
    const module = { ...read, version, ...loadPolicy(read, route, this.#settings) }
    for (const handler of module.methods.values()) isSeen(handler)
    if (dev) this.#source.advise(module, pattern, file)
    if (known !== undefined) forgetStored(known.module)
    this.#modules.set(file, { exports, module })
    return module
  }

  /** While files are edited, a fault in their layout must not take the rest of the server down. */
  #refresh(): void {
    try {
      if (!this.#source.refresh()) return
      this.#router = createRouter(this.#source.files, this.#settings)
      this.#source.open(this.routes)
    } catch (error) {
      console.error(`${messageOf(error)}\nThe routes stay as they were until this is repaired.`)
    }
  }
}

/** Evaluated where there is such a file. */
function readMetadata(
  exports: RouteExports,
  route: Route & { readonly metadata: MetadataFile },
  settings: Settings,
): RouteModule {
  const { readMetadataModule } = require('./metadata/metadata-module.js') as Metadata
  return readMetadataModule(exports, route, settings)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The rest of a raw target below a raw prefix, `undefined` if it lies elsewhere. */
function below(basePath: string, path: string): string | undefined {
  if (!path.startsWith(basePath)) return undefined
  const rest = path.slice(basePath.length)
  if (/^(?:[?#]|$)/.test(rest)) return '/'
  return rest.startsWith('/') ? rest : undefined
}

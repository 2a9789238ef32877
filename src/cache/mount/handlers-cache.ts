/** The cache of a mount, as host code reaches it: jobs, queues, older routes, shutdown hooks. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { RouteHandlersError } from '../../errors.js'
import { state } from '../../state.js'
import { tagsOfPath } from '../tags/path-tags.js'
import { type RevalidateProfile, readGrace } from '../tags/profile.js'
import { encodeTag } from '../tags.js'
import type { Cache } from './cache.js'
import { type CacheStats, statsOf } from './stats.js'

/** What was made for one path before anybody asked for it. */
export interface Warmed {
  /** As in {@link Route.pattern}: `/users/[id]`. */
  readonly route: string
  readonly path: string
  readonly state: 'stored' | 'bypass' | 'fail'
  /** Why it was not stored. */
  readonly reason?: string
}

/** What became of each. */
export type WarmReport = readonly Warmed[]

/** How {@link HandlersCache.warm} goes about it. */
export interface WarmOptions {
  /** Answers that are made at a time. Default 2. */
  readonly concurrency?: number
  /** Told of each answer as it is done. */
  readonly onProgress?: (warmed: Warmed, done: number, total: number) => void
}

/** The member `cache` of what `routeHandlers()` and `createRoutes()` give. Acts at once. */
export interface HandlersCache {
  /**
   * Declares that everything with the tag is out of date.
   *
   * @param profile - how long the old values may still be served while they are renewed: `'max'`, a
   *   profile of `cacheLife`, or `{ expire: seconds }`. Without it, not at all.
   * @throws InvalidationQueuedError where other processes cannot be told yet; in this one it counts.
   *
   * @example
   * queue.on('product.changed', id => routes.cache.revalidateTag(`product:${id}`))
   */
  revalidateTag(tag: string | readonly string[], profile?: RevalidateProfile): Promise<void>
  /**
   * Declares that the answers of a path are out of date, and the data that was read for them.
   *
   * @param path - below the mount; with a type, a route such as `/blog/[slug]`.
   * @param type - `'layout'`: everything in this directory. `'route'`: this route, whatever its
   *   parameters.
   * @throws InvalidationQueuedError as above.
   */
  revalidatePath(path: string, type?: 'layout' | 'page' | 'route'): Promise<void>
  /** {@link HandlersCache.revalidateTag} without a profile. */
  updateTag(tag: string | readonly string[]): Promise<void>
  /** For code that also runs in Server Actions: nothing of ours has to be refreshed. */
  refresh(): Promise<void>
  /** Everything of every kind is out of date, in all processes. */
  clear(): Promise<void>
  /**
   * Makes the answers that need no request: of routes without parameters, and for those that
   * `generateStaticParams()` lists. Never happens by itself.
   *
   * @returns a row for each, in the order of the files. A failure is a row too.
   * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for a concurrency that is no positive integer.
   *
   * @example
   * await routes.cache.warm()
   * app.listen(3000)
   */
  warm(options?: WarmOptions): Promise<WarmReport>
  /**
   * Calls `fn` with this cache, for `unstable_cache()` and cached functions outside of requests.
   * Needed only where there are several caches.
   */
  run<T>(fn: () => T): T
  /**
   * Resolves when the cache knows what other processes have invalidated, at the latest after 2 s;
   * and which paths exist, where a route file says `dynamicParams = false`.
   *
   * @throws what `generateStaticParams()` of such a file throws.
   */
  ready(): Promise<void>
  /** What has happened so far, and how much is kept. */
  stats(): CacheStats
  /**
   * Stops using what the cache was given, after what is being written. `close()` of the mount does
   * it, when no other mount uses the cache.
   *
   * @param options - `timeoutMs`: the longest that this waits (default 5,000).
   */
  close(options?: { readonly timeoutMs?: number }): Promise<void>
}

/** What this needs of a mount. */
export interface CacheOwner {
  /** `undefined` where it is off: everything is accepted then, and nothing happens. */
  readonly cache: Cache | undefined
  readonly compat: number
  warm(options: WarmOptions): Promise<WarmReport>
  /** Knows which paths exist, where a file says that no others do. */
  listPaths(): Promise<void>
  closeCache(timeoutMs: number | undefined): Promise<void>
}

export class MountedCache implements HandlersCache {
  readonly #owner: CacheOwner

  constructor(owner: CacheOwner) {
    this.#owner = owner
  }

  revalidateTag = async (
    tag: string | readonly string[],
    profile?: RevalidateProfile,
  ): Promise<void> => {
    const tags = [tag].flat().map(tag => encodeTag(text('revalidateTag', tag)))
    const { cache, compat } = this.#owner
    const { expire } = readGrace(profile, compat, cache?.settings.cacheLife ?? {})
    await cache?.invalidate(tags, expire)
  }

  revalidatePath = async (path: string, type?: 'layout' | 'page' | 'route'): Promise<void> => {
    const tags = tagsOfPath(text('revalidatePath', path), type)
    await this.#owner.cache?.invalidate(tags)
  }

  updateTag = (tag: string | readonly string[]): Promise<void> => this.revalidateTag(tag)

  refresh = async (): Promise<void> => {}

  clear = async (): Promise<void> => this.#owner.cache?.clear()

  warm = async (options: WarmOptions = {}): Promise<WarmReport> => this.#owner.warm(options)

  run = <T>(fn: () => T): T => {
    const { cache } = this.#owner
    if (cache === undefined) return fn()
    state.enteredCaches ??= new AsyncLocalStorage()
    return state.enteredCaches.run(cache, fn)
  }

  ready = async (): Promise<void> => {
    await this.#owner.cache?.start()
    await this.#owner.listPaths()
  }

  stats = (): CacheStats => statsOf(this.#owner.cache)

  close = async ({ timeoutMs }: { readonly timeoutMs?: number } = {}): Promise<void> =>
    this.#owner.closeCache(timeoutMs)
}

function text(api: string, value: unknown): string {
  if (typeof value === 'string') return value
  const what = value === null ? 'null' : typeof value
  throw new RouteHandlersError('RH_INVALID_ARGUMENT', `${api} takes a string, got ${what}`)
}

/**
 * Data that the calling code reads through the cache: fetched, of `unstable_cache`, of `'use
 * cache'`. What the engine is asked is the same for all three: the tags of the route and the path
 * count with their own, nothing older than the request's own invalidations is used, and what
 * becomes part of something that will be stored is renewed first.
 */
import { state } from '../state.js'
import type { Generated, Request, Run } from './engine/generated.js'
import type { Kind } from './entry/entry.js'
import { currentGeneration } from './generation.js'
import type { Cache } from './mount/cache.js'
import { type RequestCache, requestCache } from './request-cache.js'

/** One read of data. */
export interface DataRead<Live> {
  readonly kind: Exclude<Kind, 'R'>
  /** That the call names, beside those that are stored with the value. Encoded. */
  readonly tags?: readonly string[]
  generate(run: Run): Promise<Generated<Live>>
}

/** What to ask the engine; to be made where the data is asked for, in the caller's context. */
export function dataRequest<Live>({ kind, tags = [], generate }: DataRead<Live>): Request<Live> {
  const current = requestCache()
  const further = tagsOf(current, tags)
  return {
    kind,
    route: current?.route,
    tags: further,
    renewsStale: currentGeneration() !== undefined,
    isOutdated: entry => current?.invalidations.concerns(entry, further) ?? false,
    generate: forCaller(run => keptAlive(run, generate(run))),
  }
}

/**
 * The engine runs what makes a value in nobody's async context. The request stays known all the
 * same, for messages, for draft mode and as the source of further tags; so does the cache.
 */
function forCaller<Live>(generate: DataRead<Live>['generate']): DataRead<Live>['generate'] {
  const { scopes, enteredCaches } = state
  const scope = scopes.getStore()
  if (scope !== undefined) return run => scopes.run(scope, () => generate(run))
  const entered = enteredCaches?.getStore()
  if (entered === undefined) return generate
  return run => enteredCaches!.run(entered, () => generate(run))
}

/** The runtime may stop when the answer is sent; what nobody waits for has to be named to it. */
function keptAlive<T>({ background }: Run, work: Promise<T>): Promise<T> {
  if (!background) return work
  const settled = work.then(ignored, ignored)
  requestCache()?.waitUntil(settled)
  dataCache()?.settings.waitUntil?.(settled)
  return work
}

const ignored = (): void => {}

/** Those of the route and the path count for everything that is read on the way. */
function tagsOf(current: RequestCache | undefined, tags: readonly string[]): readonly string[] {
  if (current === undefined) return tags
  return tags.length === 0 ? current.implicitTags : [...current.implicitTags, ...tags]
}

/**
 * The cache that the calling code's data are in: that of the request's mount; outside of requests
 * the one that was entered with `cache.run()`, else the only one at work.
 *
 * @returns `undefined` where a request's mount has none, and outside of requests where there is no
 *   such cache.
 */
export function dataCache(): Cache | undefined {
  if (state.scopes.getStore() !== undefined) return requestCache()?.cache
  const entered = state.enteredCaches?.getStore()
  if (entered !== undefined) return entered as Cache
  const caches = state.caches as Set<Cache> | undefined
  if (caches?.size !== 1) return undefined
  const [only] = caches
  return only
}

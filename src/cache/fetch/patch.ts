/**
 * The global `fetch`, as long as a mount may have use of it: inside a handler it knows `next: { … }`
 * and `cache`, elsewhere a call gets the very promise of what was there before. That is whatever is
 * found when the first route file is about to be loaded, so that mocks and instrumentation installed
 * before stay below, and those installed afterwards stay above. A mount may also leave it alone, and
 * have the calls of its route files compiled (`src/modules/fetch-calls.ts`).
 */
import { state } from '../../state.js'
import type { RequestCache } from '../request-cache.js'
import { asksToBeStored, type Fetch, type FetchArguments, isPlain } from './call.js'

type HandlerFetch = typeof import('./handler-fetch.js')

/** One for the process, whichever copy of this package has made it. */
interface FetchPatch {
  readonly original: PropertyDescriptor
  readonly patched: Fetch
  /** Mounts that may have use of it. */
  users: number
  /** Whether one of them follows Next.js 14, where calls that say nothing are cached. */
  readsAll: boolean
}

/** What this file knows of a request's scope. */
interface Scope {
  readonly compat: 14 | 15 | 16
  readonly init: { readonly fetchCache?: unknown; readonly generation?: unknown }
  readonly caching: RequestCache | undefined
}

/**
 * Puts it in place, unless it is.
 *
 * @returns ends the use that this caller has of it; with the last one it is gone.
 */
export function patchFetch(compat: 14 | 15 | 16): () => void {
  const patch = (state.fetchPatch as FetchPatch | undefined) ?? install()
  if (patch === undefined) return () => {}
  patch.users += 1
  patch.readsAll ||= compat === 14
  let isReleased = false
  return () => {
    if (isReleased) return
    isReleased = true
    patch.users -= 1
    if (patch.users === 0) restore(patch)
  }
}

function install(): FetchPatch | undefined {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'fetch')
  const { fetch } = globalThis
  if (typeof fetch !== 'function' || original?.configurable !== true) return undefined
  const patch: FetchPatch = { original, patched: patched(fetch), users: 0, readsAll: false }
  const { enumerable = true } = original
  const place = { value: patch.patched, enumerable, writable: true, configurable: true }
  Object.defineProperty(globalThis, 'fetch', place)
  state.fetchPatch = patch
  return patch
}

/** Unless somebody has put something above it: then it stays, and does nothing. */
function restore(patch: FetchPatch): void {
  state.fetchPatch = undefined
  if (globalThis.fetch !== patch.patched) return
  Object.defineProperty(globalThis, 'fetch', patch.original)
}

function patched(original: Fetch): Fetch {
  const call: Fetch = function (this: unknown) {
    // biome-ignore lint/complexity/noArguments: as many as there were, and without an array of them.
    const args = arguments as unknown as FetchArguments
    // One that was left behind below another does nothing.
    const isPlaced = (state.fetchPatch as FetchPatch | undefined)?.patched === call
    if (!isPlaced) return Reflect.apply(original, this, args)
    const { fetchSpan } = state
    if (fetchSpan) return fetchSpan(args, () => askCacheFirst(original, this, args))
    return askCacheFirst(original, this, args)
  }
  // Its name, its length, and what a mock is asked for.
  return Object.defineProperties(call, Object.getOwnPropertyDescriptors(original))
}

function askCacheFirst(original: Fetch, self: unknown, args: FetchArguments): Promise<Response> {
  return viaCache('global', original, self, args) ?? Reflect.apply(original, self, args)
}

/** Has the calls that were compiled ask the cache first. */
export function provideModuleFetch(): void {
  state.moduleFetch ??= (original, args) =>
    viaCache('module', original, undefined, args as unknown as FetchArguments)
}

/** `undefined` where the call is nothing to a cache. */
function viaCache(
  mode: 'global' | 'module',
  original: Fetch,
  self: unknown,
  args: FetchArguments,
): Promise<Response> | undefined {
  const scope = state.scopes.getStore() as Scope | undefined
  if (scope === undefined) {
    noteOutside(args)
    return undefined
  }
  if (isPlain(args) && !isJudged(scope)) return undefined
  const { caching } = scope
  if (caching?.cache.settings.patchFetch !== mode) return undefined
  const { fetchInHandler } = require('./handler-fetch.js') as HandlerFetch
  return fetchInHandler({ original, self, args: [...args] }, caching)
}

/** Some handler may have called it: those that come now have a scope. */
function noteOutside(args: FetchArguments): void {
  if (state.scopeWanted) return
  const readsAll = (state.fetchPatch as FetchPatch | undefined)?.readsAll
  if (readsAll || asksToBeStored(args)) state.scopeWanted = true
}

/** Whether a call that says nothing may be stored, or tells something of the answer. */
function isJudged({ compat, init }: Scope): boolean {
  return compat === 14 || init.fetchCache !== undefined || init.generation !== undefined
}

/** In which cache the values of cached functions are. */
import type { AsyncLocalStorage } from 'node:async_hooks'
import { state } from '../state.js'
import { dataCache } from './data-request.js'
import { Cache } from './mount/cache.js'
import { cacheSettings } from './mount/settings.js'

export class FunctionCaches {
  /** Runs in the async context of nobody. */
  readonly #shielded: ReturnType<typeof AsyncLocalStorage.snapshot>
  /** Where no mount has a cache yet: scripts, tests, and what a server reads while it starts. */
  #own: Cache | undefined

  constructor(shielded: ReturnType<typeof AsyncLocalStorage.snapshot>) {
    this.#shielded = shielded
  }

  /**
   * That of the request's mount; outside of requests the only one there is, or the one that mounts
   * share.
   *
   * @returns `undefined` where nothing is to be stored: the request's mount has no cache, or nobody
   *   can tell which of several is meant, whose invalidations would count.
   */
  current(): Cache | undefined {
    const found = dataCache()
    if (found !== undefined) {
      this.#own = undefined
      return found
    }
    if (state.scopes.getStore() !== undefined) return undefined
    if ((state.caches?.size ?? 0) > 0) return state.sharedCache as Cache | undefined
    this.#own ??= this.#shielded(() => new Cache(cacheSettings({}, SETTINGS)))
    return this.#own
  }
}

const SETTINGS = { dev: false, buildId: undefined }

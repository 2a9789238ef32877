/** The cache of a mount, or that which all mounts without settings of their own share. */
import type { Engine } from '../engine/engine.js'
import type { EntryStore } from '../engine/entry-store.js'
import type { CacheEvent } from '../engine/events.js'
import type { Kind } from '../entry/entry.js'
import { forward } from '../foreign/forward.js'
import { InvalidationQueuedError } from '../tags/invalidation-queued-error.js'
import type { TagStore } from '../tags/tag-store.js'
import { adviseOn } from './advice.js'
import { Engines } from './engines.js'
import { Events } from './events.js'
import type { CacheSettings } from './settings.js'
import { foreignStores, openTier } from './stores.js'

/** The longest that somebody waits for an authority that does not answer. */
const START_MS = 2000
/** The longest that an end waits for work that nobody asks for any more. */
const CLOSE_MS = 5000

export class Cache {
  readonly settings: CacheSettings
  readonly tags: TagStore
  /** Those outside of memory. */
  readonly entries: EntryStore | undefined
  /** For answers, fetched data and `unstable_cache`. */
  readonly engine: Engine
  readonly engines: Engines
  readonly events: Events
  /** Whether entries outlive the process, or are those of others too. */
  readonly outlives: boolean
  /** Mounts that use it. */
  readonly mounts = new Set<object>()
  /** Gives a name to the sources of its routes; the first mount sets it. */
  nameSources: (() => string) | undefined
  #buildId: string | undefined
  #started: Promise<void> | undefined
  /** Until the tags know what their authority knows. */
  #starting: Promise<void> | undefined

  constructor(settings: CacheSettings) {
    this.settings = settings
    this.events = new Events(settings.onEvent)
    const emit = (event: CacheEvent): void => this.events.emit(event)
    const tier = openTier(settings, emit)
    adviseOn(tier, settings)
    const { tags, entries } = tier
    this.tags = tags
    const isMemory = entries === undefined && settings.disk === undefined
    this.outlives = !isMemory || Boolean(settings.handler ?? settings.handlers)
    this.entries = entries
    const engineSettings = { ...tier.settings, ...settings.engine }
    const starting = (): Promise<void> | undefined => this.#starting
    const parts = { tags, entries, settings: engineSettings, emit, starting }
    this.engines = new Engines(parts, foreignStores(settings))
    this.engine = this.engines.main
  }

  /** What names the deployment. What nobody outlives or shares needs no name. */
  get buildId(): string {
    const { settings, outlives, nameSources } = this
    this.#buildId ??= settings.buildId ?? (outlives ? nameSources?.() : '')
    return this.#buildId ?? ''
  }

  /**
   * @param name - of a kind of `'use cache'`: `default`, `remote`, or one of the option `handlers`.
   * @returns `undefined` for a kind that nobody gave a store to.
   */
  engineFor(kind: Kind, name = 'default'): Engine | undefined {
    return kind === 'C' ? this.engines.ofCached(name) : this.engine
  }

  /** Resolves when the tags know what their authority knows, or have given up waiting for it. */
  start(): Promise<void> {
    this.#started ??= this.#start()
    return this.#started
  }

  #start(): Promise<void> {
    const started = (): void => {
      this.#starting = undefined
    }
    this.#starting = within(START_MS, this.tags.start()).then(started, started)
    return this.#starting
  }

  /**
   * @param expire - seconds for which the old values may still be served; `undefined` for none.
   * @returns `undefined` where there is nothing to wait for. Rejects with an
   *   `InvalidationQueuedError` where the authority could not be told yet.
   */
  invalidate(tags: readonly string[], expire?: number): Promise<void> | undefined {
    this.events.emit({ type: 'invalidate', tags, hard: !expire })
    const starting = this.#starting
    if (starting === undefined) return this.#tell(tags, expire)
    return starting.then(() => this.#tell(tags, expire))
  }

  #tell(tags: readonly string[], expire: number | undefined): Promise<void> | undefined {
    const told = this.tags.invalidate(tags, expire)?.catch(error => this.#untold(error, tags))
    const { stores } = this.engines
    if (stores.length === 0) return told
    const emit = (event: CacheEvent): void => this.events.emit(event)
    const further = (): Promise<void> => forward(stores, tags, expire, emit)
    return told ? told.finally(further) : further()
  }

  /** Everything has expired, in every process. */
  async clear(): Promise<void> {
    await this.#starting
    try {
      await this.tags.expireAll()
    } catch (error) {
      this.#untold(error, [])
    } finally {
      // Nothing of it can be used any more.
      this.engines.clear()
    }
  }

  #untold(error: unknown, tags: readonly string[]): never {
    if (error instanceof InvalidationQueuedError) {
      this.events.emit({ type: 'invalidate-queued', tags })
    }
    throw error
  }

  /** Waits for what is being renewed or written, but no longer than this; then it is over. */
  async close(timeoutMs = CLOSE_MS): Promise<void> {
    await within(timeoutMs, this.engines.idle())
    this.engines.close()
    await this.tags.close()
  }
}

/** Resolves with the work, or when it has taken too long. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

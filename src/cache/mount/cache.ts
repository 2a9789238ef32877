/** The cache of a mount, or that which all mounts without settings of their own share. */
import { Engine } from '../engine/engine.js'
import type { CacheEvent } from '../engine/events.js'
import type { TagStore } from '../tags/tag-store.js'
import { adviseOn } from './advice.js'
import { Events } from './events.js'
import type { CacheSettings } from './settings.js'

export class Cache {
  readonly settings: CacheSettings
  readonly tags: TagStore
  readonly engine: Engine
  readonly events: Events
  #started: Promise<void> | undefined

  constructor(settings: CacheSettings) {
    this.settings = settings
    this.events = new Events(settings.onEvent)
    const emit = (event: CacheEvent): void => this.events.emit(event)
    const tier = settings.tier.open(emit)
    adviseOn(tier, settings)
    const { tags, entries } = tier
    this.tags = tags
    const engineSettings = { ...tier.settings, ...settings.engine }
    this.engine = new Engine({ tags, entries, settings: engineSettings, emit })
  }

  /** Resolves when the tags know what their authority knows, or have given up waiting for it. */
  start(): Promise<void> {
    this.#started ??= this.tags.start()
    return this.#started
  }

  /**
   * @param expire - seconds for which the old values may still be served; `undefined` for none.
   * @throws InvalidationQueuedError where the authority could not be told yet.
   */
  async invalidate(tags: readonly string[], expire?: number): Promise<void> {
    this.events.emit({ type: 'invalidate', tags, hard: !expire })
    await this.tags.invalidate(tags, expire)
  }

  close(): void {
    this.engine.close()
    this.tags.close()
  }
}

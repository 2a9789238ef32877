/**
 * What happens in a cache, for those who watch: the option `onEvent`, the channel
 * `route-handlers:cache` of `node:diagnostics_channel`, and counts of each type.
 */
import { channel } from 'node:diagnostics_channel'
import { warnOnce } from '../../warn.js'
import type { CacheEvent } from '../engine/events.js'

const events = channel('route-handlers:cache')

export class Events {
  readonly #onEvent: ((event: CacheEvent) => void) | undefined
  readonly #counts = new Map<CacheEvent['type'], number>()

  constructor(onEvent: ((event: CacheEvent) => void) | undefined) {
    this.#onEvent = onEvent
  }

  emit(event: CacheEvent): void {
    this.#counts.set(event.type, this.count(event.type) + 1)
    if (events.hasSubscribers) events.publish(event)
    this.#show(event)
  }

  /** Whoever watches must not make a request fail. */
  #show(event: CacheEvent): void {
    try {
      this.#onEvent?.(event)
    } catch (error) {
      warnOnce('RH_CACHE_EVENT', '', `The option cache.onEvent failed: ${error}`)
    }
  }

  count(type: CacheEvent['type']): number {
    return this.#counts.get(type) ?? 0
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts)
  }
}

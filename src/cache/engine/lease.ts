/** The lock on one key while its value is made: renewed until it is given up. */

import type { Timers } from './clock.js'
import type { EntryStore } from './entry-store.js'

export interface LeaseOptions {
  readonly key: string
  readonly token: string
  readonly fence: number
  readonly ms: number
  readonly onError: (op: string, error: unknown) => void
}

export class Lease {
  readonly fence: number
  readonly token: string
  readonly #store: EntryStore
  readonly #options: LeaseOptions
  readonly #timers: Timers
  #callOff: () => void

  constructor(store: EntryStore, timers: Timers, options: LeaseOptions) {
    this.fence = options.fence
    this.token = options.token
    this.#store = store
    this.#options = options
    this.#timers = timers
    this.#callOff = this.#renewLater()
  }

  /** Writing an entry gives up the lock with it; this only ends the renewals. */
  stop(): void {
    this.#callOff()
  }

  async release(): Promise<void> {
    this.stop()
    const { key, token, onError } = this.#options
    await this.#store.unlock(key, token).catch(error => onError('unlock', error))
  }

  #renewLater(): () => void {
    const { key, token, ms, onError } = this.#options
    return this.#timers.after(ms / 3, () => {
      // Whoever is late with a renewal learns it from his fence, when he writes.
      this.#store.renew(key, token, ms).catch(error => onError('renew', error))
      this.#callOff = this.#renewLater()
    })
  }
}

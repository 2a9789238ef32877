/** An invalidation that took effect in this process only, so far. */
import { shared } from '../../state.js'

class InvalidationQueuedErrorClass extends Error {
  override readonly name = 'InvalidationQueuedError'
  readonly queued = true
  readonly tags: readonly string[]

  constructor(tags: readonly string[], options?: ErrorOptions) {
    super('The invalidation waits for the store that processes share to be reachable', options)
    this.tags = tags
  }
}

/**
 * What `revalidateTag()` of the host rejects with while the store that processes share cannot be
 * reached: the invalidation counts in this process, and the others are told when it can be. Who
 * must not go on before that can wait, or answer 503.
 *
 * @example
 * await routes.cache.revalidateTag('products').catch(error => {
 *   if (!(error instanceof InvalidationQueuedError)) throw error
 * })
 */
export const InvalidationQueuedError: typeof InvalidationQueuedErrorClass = shared(
  'InvalidationQueuedError',
  InvalidationQueuedErrorClass,
)
export type InvalidationQueuedError = InvalidationQueuedErrorClass

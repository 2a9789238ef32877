/**
 * Tells the tags what a request has invalidated: once its handler is done, once its body has been
 * sent, once its `after()` work has ended. Whoever reads after that reads nothing older.
 */
import { InvalidationQueuedError } from '../cache/tags/invalidation-queued-error.js'
import type { RequestScope } from './scope.js'

const FAILED = 'An invalidation failed:'

/** @returns `undefined` where nothing has to be waited for. Never rejects. */
export function settleRevalidation(scope: RequestScope): Promise<void> | undefined {
  const { knownCaching } = scope
  if (knownCaching === undefined || knownCaching.invalidations.isEmpty) return undefined
  const { cache, invalidations } = knownCaching
  const untold: Promise<void>[] = []
  for (const { tags, expire } of invalidations.take()) {
    const told = cache.invalidate(tags, expire)
    if (told) untold.push(told)
  }
  if (untold.length === 0) return undefined
  return Promise.all(untold.map(told => told.catch(error => report(scope, error)))).then(() => {})
}

/** The same, for what nobody waits for any more. */
export function revalidateLate(scope: RequestScope): void {
  const told = settleRevalidation(scope)
  if (told) scope.knownCaching?.waitUntil(told)
}

/** What waits for a store that cannot be reached counts here already: no fault of the request. */
function report({ init }: RequestScope, error: unknown): void {
  if (!(error instanceof InvalidationQueuedError)) init.onAfterError(error, FAILED)
}

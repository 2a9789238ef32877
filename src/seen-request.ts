/** Which handlers must be given a request that the platform has constructed (docs/decisions/082). */
import { lazyRequestsWork } from './fetch/incoming-request.js'
import type { Handler } from './handler/route-module.js'
import { requestIsUnseen } from './sources/unseen-request.js'

/**
 * Where every request is built lazily there is nothing to be won, and nothing to be parsed. Asked
 * when a route is loaded, so that its first request need not wait for the parser.
 */
export function isSeen(handler: Handler): boolean {
  return lazyRequestsWork() || !requestIsUnseen(handler)
}

/**
 * Requests for handlers that are known to show theirs to nobody (docs/decisions/082). Where the
 * runtime lets no lazily built request pass for a native one, such a handler can have one all the
 * same: there is no `new Request(r)` and no `fetch(r)` to tell the difference.
 *
 * Whoever else is to see the request, such as `onError` or `host()`, is given {@link
 * UnseenRequests.genuine} of it.
 */
import { fastPaths } from '../fast-paths.js'
import { defineIncomingRequest, lazyRequestsWork } from './incoming-request.js'
import { defineLazyRequest } from './lazy-request.js'
import type { RequestClass } from './request-class.js'
import type { RequestParts } from './request-parts.js'

export interface UnseenRequests<R extends Request> {
  create(parts: RequestParts): R
  /**
   * A request that passes for a native one everywhere, with the URL, headers, signal and body of
   * one made here, whatever was done to them since; the same one each time. Any other request is
   * given back as it is.
   */
  genuine(request: R): R
}

/**
 * @param Base - `Request` or a subclass whose accessors need no constructor.
 * @param lazy - whether lazily built requests are genuine on this runtime; tests run both ways.
 */
export function defineUnseenRequest<R extends Request>(
  Base: RequestClass<R>,
  lazy: boolean = lazyRequestsWork(),
): UnseenRequests<R> {
  const createGenuine = defineIncomingRequest(Base, lazy)
  if (lazy || !fastPaths) return { create: createGenuine, genuine: request => request }
  const { create, nativeOf } = defineLazyRequest(Base, createGenuine)
  return { create, genuine: request => (nativeOf(request) as R | undefined) ?? request }
}

/**
 * Incoming requests as real `Request`s. Where the runtime allows it every part is made when
 * first asked for (`lazy-request.ts`); elsewhere the native constructor runs at once. Which of
 * the two is possible is found out by trying (docs/decisions/004), never by version number.
 */
import { fastPaths } from '../fast-paths.js'
import { AbortController, Headers, ReadableStream, Request } from '../natives.js'
import { defineEagerRequest } from './eager-request.js'
import { defineLazyRequest } from './lazy-request.js'
import type { RequestClass } from './request-class.js'
import type { RequestParts } from './request-parts.js'

/**
 * Makes the factory for incoming requests of a class.
 *
 * @param Base - `Request` or a subclass whose accessors need no constructor.
 * @param lazy - `false` forces the native constructor; tests run both ways.
 */
export function defineIncomingRequest<R extends Request>(
  Base: RequestClass<R>,
  lazy: boolean = lazyRequestsWork(),
): (parts: RequestParts) => R {
  return lazy ? defineLazyRequest(Base).create : defineEagerRequest(Base)
}

/**
 * Requests for handlers that are known to show theirs to nobody (docs/decisions/082). Where the
 * runtime lets no lazily built request pass for a native one, such a handler can have one all the
 * same: there is no `new Request(r)` and no `fetch(r)` to tell the difference. Whoever else is to
 * see the request, such as `onError` or `host()`, is given {@link UnseenRequests.genuine} of it.
 */
export interface UnseenRequests<R> {
  create(parts: RequestParts): R
  /**
   * A request that passes for a native one everywhere, with the URL, headers, signal and body of
   * one made here, whatever was done to them since; the same one each time. Any other request is
   * given back as it is.
   */
  genuine(request: R): R
}

/**
 * Makes the factory for such requests of a class.
 *
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

let works: boolean | undefined

/** Whether `new Request(lazy)` sees the lazily built state: true on undici 5 and 6, not on 7. */
export function lazyRequestsWork(): boolean {
  works ??= fastPaths && probe()
  return works
}

function probe(): boolean {
  const parts: RequestParts = {
    method: 'POST',
    url: () => 'http://probe.invalid/path',
    headers: () => new Headers({ 'x-probe': '1' }),
    body: () => ({ stream: () => new ReadableStream(), bytes: async () => new Uint8Array() }),
    signal: () => new AbortController().signal,
  }
  try {
    const copy = new Request(defineLazyRequest(Request).create(parts))
    const { method, url, headers, body } = copy
    return method === 'POST' && url === parts.url() && headers.has('x-probe') && body !== null
  } catch {
    return false
  }
}

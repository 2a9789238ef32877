/** What a test writes → the `Request` that a handler is given. */
import { RouteHandlersError } from '../errors.js'

/** A path, which is taken below the origin, a URL, or a complete request. */
export type TestInput = string | URL | Request

/** What `fetch()` takes, and `json`. */
export interface TestRequestInit extends RequestInit {
  /** Sent as JSON, with its content type. Say the method too: the default is GET. */
  readonly json?: unknown
}

/** @throws RouteHandlersError `RH_INVALID_ARGUMENT` for `json` beside a body. */
export function createTestRequest(
  input: TestInput,
  { json, ...init }: TestRequestInit,
  origin: string,
): Request {
  const target = input instanceof Request ? input : new URL(input, origin)
  if (json !== undefined) return new Request(target, withJson(init, json))
  // Node wants to be told that an answer may come before the end of a stream.
  const duplex = init.body instanceof ReadableStream ? { duplex: 'half' } : {}
  return new Request(target, { ...init, ...duplex })
}

function withJson(init: RequestInit, json: unknown): RequestInit {
  if (init.body !== undefined && init.body !== null) {
    throw new RouteHandlersError(
      'RH_INVALID_ARGUMENT',
      'A request has either `json` or `body`: remove one of them.',
    )
  }
  const headers = new Headers(init.headers)
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  return { ...init, headers, body: JSON.stringify(json) }
}

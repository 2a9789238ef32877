/**
 * What `headers()` gives: the headers of the request, which nothing can change. A copy in a
 * subclass rather than a proxy, so that `new Headers(await headers())` works.
 */
import { RouteHandlersError } from '../errors.js'
import { Headers } from '../natives.js'
import { FLIGHT_HEADERS } from './app-router-headers.js'
import type { Compat, RequestScope } from './scope.js'

/** What `headers()` gives: the headers of the request, which cannot be changed. */
export class ReadonlyHeaders extends Headers {
  constructor(source: Headers, compat: Compat) {
    super(source)
    // 16 hides what the client of the Next.js router sends for itself.
    if (compat === 16) for (const name of FLIGHT_HEADERS) if (super.has(name)) super.delete(name)
  }

  static {
    const refuse = {
      configurable: true,
      writable: true,
      value: () => {
        throw readonlyError()
      },
    }
    const { prototype } = ReadonlyHeaders
    Object.defineProperties(prototype, { append: refuse, delete: refuse, set: refuse })
  }
}

function readonlyError(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_READONLY',
    'Headers cannot be modified. Read more: https://nextjs.org/docs/app/api-reference/functions/headers',
  )
}

/** The one copy of a request. */
export function readonlyHeaders(scope: RequestScope): ReadonlyHeaders {
  scope.readonlyHeaders ??= new ReadonlyHeaders(scope.init.request.headers, scope.compat)
  return scope.readonlyHeaders
}

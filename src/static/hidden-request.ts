/**
 * The request of a route with `dynamic = 'force-static'`: what varies between clients is there, and
 * empty, and cannot be changed (Next.js, "forceStaticRequestHandlers"). No proxy: there is nothing
 * behind it that copies made by the platform could show.
 */
import { memberOf } from '../cache/policy/key-request.js'
import { RouteHandlersError } from '../errors.js'
import { Headers } from '../natives.js'
import { READONLY } from '../next/cookie-store.js'
import { RequestCookies } from '../next/cookies.js'
import { ReadonlyHeaders } from '../next/readonly-headers.js'
import type { NextRequest } from '../next/request.js'
import type { Compat } from '../next/scope.js'

const CHANGES = new Set<unknown>(['set', 'delete', 'clear'])

/** @param request - made of the key alone. */
export function hiddenRequest<R extends NextRequest>(request: R, compat: Compat): R {
  const { clone } = request
  let headers: Headers | undefined
  let cookies: RequestCookies | undefined
  return Object.defineProperties(request, {
    headers: member(() => {
      headers ??= new ReadonlyHeaders(new Headers(), compat)
      return headers
    }),
    cookies: member(() => {
      cookies ??= sealedCookies()
      return cookies
    }),
    geo: member(() => undefined),
    ip: member(() => undefined),
    clone: member(() => () => hiddenRequest(clone.call(request) as NextRequest, compat)),
  })
}

function member(get: () => unknown): PropertyDescriptor {
  return { configurable: true, get }
}

function sealedCookies(): RequestCookies {
  return new Proxy(new RequestCookies(new Headers()), {
    get(target, name) {
      if (CHANGES.has(name)) return refuse
      return memberOf(target, name)
    },
  })
}

function refuse(): never {
  throw new RouteHandlersError('RH_READONLY', READONLY)
}

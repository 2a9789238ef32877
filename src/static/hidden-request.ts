/**
 * The request of a route with `dynamic = 'force-static'`: what varies between clients is there, and
 * empty, and cannot be changed (Next.js, "forceStaticRequestHandlers").
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
export function hiddenRequest(request: NextRequest, compat: Compat): NextRequest {
  let headers: Headers | undefined
  let cookies: RequestCookies | undefined
  return new Proxy(request, {
    get(target, name) {
      switch (name) {
        case 'headers':
          headers ??= new ReadonlyHeaders(new Headers(), compat)
          return headers
        case 'cookies':
          cookies ??= sealedCookies()
          return cookies
        case 'geo':
        case 'ip':
          return undefined
        case 'clone':
          return () => hiddenRequest(target.clone() as NextRequest, compat)
        default:
          return memberOf(target, name)
      }
    },
  })
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

/** The request that a handler gets: a `NextRequest` made of whatever a host received. */
import { defineIncomingRequest, defineUnseenRequest } from '../fetch/incoming-request.js'
import type { RequestParts } from '../fetch/request-parts.js'
import { type Geo, NextRequest } from '../next/request.js'
import type { Compat } from '../next/scope.js'

const NOWHERE: Geo = Object.freeze({})

/** Up to Next.js 14 `geo` was an object, empty where no proxy of Vercel had filled it. */
class NextRequest14 extends NextRequest {
  override get geo(): Geo {
    return super.geo ?? NOWHERE
  }

  static {
    Object.defineProperty(NextRequest14, 'name', { value: 'NextRequest' })
  }
}

const create = defineIncomingRequest<NextRequest>(NextRequest)
const create14 = defineIncomingRequest<NextRequest>(NextRequest14)
const unseen = defineUnseenRequest<NextRequest>(NextRequest)
const unseen14 = defineUnseenRequest<NextRequest>(NextRequest14)

/** @param compat - the Next.js version whose members the request has. */
export function createIncomingRequest(parts: RequestParts, compat: Compat): NextRequest {
  return compat === 14 ? create14(parts) : create(parts)
}

/** For a handler that shows its request to nobody; others are given {@link genuineRequest} of it. */
export function createUnseenRequest(parts: RequestParts, compat: Compat): NextRequest {
  return compat === 14 ? unseen14.create(parts) : unseen.create(parts)
}

/** The request as those may see it who can do anything with it. */
export function genuineRequest(request: NextRequest): NextRequest {
  return unseen.genuine(unseen14.genuine(request))
}

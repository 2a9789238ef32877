/** The request that a handler gets: a `NextRequest` made of whatever a host received. */
import { defineIncomingRequest } from '../fetch/incoming-request.js'
import type { RequestParts } from '../fetch/request-parts.js'
import { NextRequest } from '../next/request.js'

export const createIncomingRequest: (parts: RequestParts) => NextRequest =
  defineIncomingRequest<NextRequest>(NextRequest)

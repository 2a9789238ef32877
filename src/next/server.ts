/** `next/server`. */
import { state } from '../state.js'

export { after, after as unstable_after } from './after.js'
export { connection } from './connection.js'
export type { NextFetchEvent } from './fetch-event.js'
export type {
  NextMiddlewareResult,
  NextProxy,
  NextProxy as NextMiddleware,
  ProxyConfig,
  ProxyConfig as MiddlewareConfig,
} from './proxy-types.js'
export { type Geo, NextRequest, type NextRequestInit } from './request.js'
export { type MiddlewareResponseInit, NextResponse } from './response.js'
export { ImageResponse, URLPattern } from './server-unscoped.js'
export type { NextURL } from './url.js'
export { type UserAgent, userAgent, userAgentFromString } from './user-agent.js'

// `after` and `connection` read the request scope. A module cannot tell which of its exports are
// used, and a handler that calls them must find the scope from the first request on.
state.scopeWanted = true

/**
 * `next/server` for files that call neither `after` nor `connection`: what reads the request scope
 * is there, but its evaluation does not switch the scope on (see `src/modules/asks-scope.ts`).
 */
import { RouteHandlersError } from '../errors.js'

export { after, after as unstable_after } from './after.js'
export { connection } from './connection.js'
export { type Geo, NextRequest, type NextRequestInit } from './request.js'
export { type MiddlewareResponseInit, NextResponse } from './response.js'
export type { NextURL } from './url.js'
export { type UserAgent, userAgent, userAgentFromString } from './user-agent.js'

/** Moved to `next/og` in Next.js 14: throws `RH_NOT_SUPPORTED`, which says so. */
export function ImageResponse(): never {
  throw new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    'ImageResponse moved from "next/server" to "next/og" since Next.js 14, please import from "next/og" instead',
  )
}

type URLPatternClass = typeof globalThis extends { URLPattern: infer T } ? T : undefined

/**
 * The global of the runtime; `undefined` on Node.js before 23.8.
 *
 * @example
 * const pattern = new URLPattern({ pathname: '/users/:id' })
 * pattern.exec(request.url)?.pathname.groups.id
 */
export const URLPattern: URLPatternClass = Reflect.get(globalThis, 'URLPattern')

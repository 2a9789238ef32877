/** `next/server`. */
import { RouteHandlersError } from '../errors.js'
import { state } from '../state.js'
import * as afterModule from './after.js'
import * as connectionModule from './connection.js'

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

/** Runs work once the response is closed; see {@link afterModule.after}. */
export declare const after: typeof afterModule.after
/** The name of {@link after} in Next.js 15.0. */
export declare const unstable_after: typeof afterModule.after
/** Waits for an actual request; see {@link connectionModule.connection}. */
export declare const connection: typeof connectionModule.connection
/** The global of the runtime; `undefined` on Node.js before 23.8. */
export declare const URLPattern: typeof globalThis extends { URLPattern: infer T } ? T : undefined

/**
 * Reading one of these names is what makes the dispatcher open a scope for each request. Most
 * files import `NextResponse` only, and should not cost a scope.
 */
function lazily(name: string, get: () => unknown): void {
  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get })
}

function scoped<T>(value: T): T {
  state.scopeWanted = true
  return value
}

lazily('after', () => scoped(afterModule.after))
lazily('unstable_after', () => scoped(afterModule.after))
lazily('connection', () => scoped(connectionModule.connection))
lazily('URLPattern', () => Reflect.get(globalThis, 'URLPattern'))

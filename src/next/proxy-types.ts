/** What a `proxy.ts` is typed with; the names are those of Next.js. */
import type { NextFetchEvent } from './fetch-event.js'
import type { NextRequest } from './request.js'
import type { NextResponse } from './response.js'

/** A field, cookie or query parameter, or the host; in `has` and `missing`. */
export type RouteHas =
  | {
      readonly type: 'header' | 'cookie' | 'query'
      readonly key: string
      /** A regular expression for the whole value; without it any value that is not empty fits. */
      readonly value?: string
    }
  | { readonly type: 'host'; readonly key?: undefined; readonly value: string }

/** One entry of `config.matcher`, where it is no string. */
export interface ProxyMatcher {
  readonly source: string
  readonly has?: readonly RouteHas[]
  readonly missing?: readonly RouteHas[]
  /** Without meaning here, as there are no locales. */
  readonly locale?: false
}

/** `export const config` of a proxy. */
export interface ProxyConfig {
  readonly matcher?: string | readonly (string | ProxyMatcher)[]
  /** Accepted; it is a platform's. */
  readonly regions?: string | readonly string[]
  /** Accepted; nothing is forbidden here. */
  readonly unstable_allowDynamic?: string | readonly string[]
}

/** What a proxy may return; nothing lets the request go on. */
// biome-ignore lint/suspicious/noConfusingVoidType: what a function without a return gives
export type NextMiddlewareResult = NextResponse | Response | null | undefined | void

/** The function that a `proxy.ts` exports. */
export type NextProxy = (
  request: NextRequest,
  event: NextFetchEvent,
) => NextMiddlewareResult | Promise<NextMiddlewareResult>

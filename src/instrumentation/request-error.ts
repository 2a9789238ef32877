/** What `onRequestError()` is told beside the error, as Next.js has it since 15. */
import type { Exchange } from '../exchange.js'
import { concretePath } from '../router/concrete-path.js'
import type { Match } from '../router/route.js'
import { routeName } from './route-name.js'

interface ErrorRequest {
  /** Below the base path, with the query. */
  readonly path: string
  readonly method: string
  readonly headers: NodeJS.Dict<string | string[]>
}

/** With the names of pages, of which there are none here: a file may ask for them all the same. */
interface ErrorContext {
  readonly routerKind: 'Pages Router' | 'App Router'
  readonly routePath: string
  readonly routeType: 'render' | 'route' | 'action' | 'proxy' | 'middleware'
  readonly renderSource?:
    | 'react-server-components'
    | 'react-server-components-payload'
    | 'server-rendering'
    | undefined
  readonly revalidateReason: 'on-demand' | 'stale' | undefined
}

/**
 * What `instrumentation.ts` may export as `onRequestError`; `Instrumentation.onRequestError` of the
 * package `next`.
 *
 * @param error - what was thrown, as it is.
 * @param request - its path below the base path with the query, its method and headers.
 * @param context - the route and what it was doing.
 *
 * @example
 * export const onRequestError: InstrumentationOnRequestError = (error, request, context) =>
 *   report(error, { path: request.path, route: context.routePath })
 */
export type InstrumentationOnRequestError = (
  error: unknown,
  request: ErrorRequest,
  context: ErrorContext,
) => void | Promise<void>

/** What a request had come to when it failed: a route, or the proxy in front of all. */
export interface Reached {
  readonly match: Match | undefined
  /** Nobody waits: an answer of the cache is made anew behind its back. */
  readonly isRenewal: boolean
}

export function errorRequest(
  exchange: Exchange,
  basePath: string | undefined,
  { match, isRenewal }: Reached,
): ErrorRequest {
  const { method } = exchange
  // The request that the key of the cache stands for is all there is.
  if (match && isRenewal) return { path: concretePath(match), method, headers: {} }
  const { path, search } = exchange.location
  const below = path.slice((basePath ?? exchange.mountPath).length)
  const from = below.startsWith('/') ? below : `/${below}`
  return { path: from + search, method, headers: headersOf(exchange.incoming) }
}

export function errorContext({ match, isRenewal }: Reached, compat: 14 | 15 | 16): ErrorContext {
  if (match === undefined) return proxyContext(compat === 16 ? 'proxy' : 'middleware')
  return {
    routerKind: 'App Router',
    routePath: routeName(match.route.pattern, compat),
    routeType: 'route',
    revalidateReason: isRenewal ? 'stale' : undefined,
    renderSource: undefined,
  }
}

function proxyContext(routeType: 'proxy' | 'middleware'): ErrorContext {
  return {
    routerKind: 'Pages Router',
    routePath: `/${routeType}`,
    routeType,
    revalidateReason: undefined,
  }
}

/** A Node message has a plain object of them, with the pseudo-fields of HTTP/2 in it. */
export function headersOf(incoming: object): Record<string, string | string[]> {
  const { headers } = incoming as { readonly headers?: unknown }
  if (headers === undefined || headers === null) return {}
  const isWeb = typeof (headers as Headers).entries === 'function'
  const entries = isWeb ? [...(headers as Headers).entries()] : Object.entries(headers)
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith(':')))
}

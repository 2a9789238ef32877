/** What `onRequestError()` is told beside the error, as Next.js has it since 15. */
import type { Exchange } from '../exchange.js'
import { concretePath } from '../router/concrete-path.js'
import type { Match } from '../router/route.js'
import { routeName } from './route-name.js'

export interface ErrorRequest {
  /** Below the base path, with the query. */
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string | readonly string[]>>
}

export interface ErrorContext {
  readonly routerKind: 'App Router'
  readonly routePath: string
  readonly routeType: 'route'
  readonly revalidateReason: 'stale' | 'on-demand' | undefined
  readonly renderSource: undefined
}

/** @param renewed - the request that the key of the cache stands for is all there is. */
export function errorRequest(
  exchange: Exchange,
  basePath: string | undefined,
  renewed: Match | undefined,
): ErrorRequest {
  const { method } = exchange
  if (renewed !== undefined) return { path: concretePath(renewed), method, headers: {} }
  const { path, search } = exchange.location
  const below = path.slice((basePath ?? exchange.mountPath).length)
  const from = below.startsWith('/') ? below : `/${below}`
  return { path: from + search, method, headers: headersOf(exchange.incoming) }
}

export function errorContext(
  { route }: Match,
  compat: 14 | 15 | 16,
  isRenewal: boolean,
): ErrorContext {
  return {
    routerKind: 'App Router',
    routePath: routeName(route.pattern, compat),
    routeType: 'route',
    revalidateReason: isRenewal ? 'stale' : undefined,
    renderSource: undefined,
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

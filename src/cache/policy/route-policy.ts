/**
 * Whether the GET of a route may be answered from the cache: what its file exports, by the rules of
 * each Next.js version ("Route Segment Config"). Decided when the file is loaded; what a handler
 * then looks at can still make an answer concern one request.
 */

/** What the decision is made of. */
export interface PolicyInput {
  readonly compat: 14 | 15 | 16
  readonly config: {
    readonly dynamic?: 'auto' | 'force-dynamic' | 'error' | 'force-static'
    /** Seconds. */
    readonly revalidate?: number | false
    readonly runtime?: 'nodejs' | 'edge' | 'experimental-edge'
  }
  readonly methods: { has(method: string): boolean }
  readonly hasStaticParams: boolean
  readonly hasParams: boolean
  /** Whether a GET is cached in a file that has other methods too, as the documentation says. */
  readonly cacheWithOtherMethods: boolean
}

/** How a handler whose answer may be stored sees the request. */
export type Visibility = 'force-static' | 'error' | 'auto'

export interface StaticPolicy {
  readonly visibility: Visibility
  /** Seconds; `Infinity` for never. What the handler uses may lower it. */
  readonly revalidate: number
}

/** Why a GET runs for every request. */
export type DynamicReason =
  | 'no GET'
  | 'edge'
  | 'force-dynamic'
  | 'revalidate 0'
  | 'not asked for'
  | 'no generateStaticParams'
  | 'other methods'

const OTHER_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

export function routePolicy(input: PolicyInput): StaticPolicy | DynamicReason {
  const { dynamic = 'auto', revalidate } = input.config
  const reason = dynamicReason(input)
  if (reason !== undefined) return reason
  const seconds = typeof revalidate === 'number' ? revalidate : Number.POSITIVE_INFINITY
  const visibility = dynamic === 'force-dynamic' ? 'auto' : dynamic
  return { visibility, revalidate: seconds }
}

/** The first rule that applies. */
function dynamicReason(input: PolicyInput): DynamicReason | undefined {
  const { compat, config, methods, hasParams, hasStaticParams } = input
  const { dynamic, revalidate, runtime = 'nodejs' } = config
  const isForced = dynamic === 'force-static' || dynamic === 'error'
  const isExplicit = isForced || revalidate !== undefined || hasStaticParams
  if (!methods.has('GET')) return 'no GET'
  if (runtime !== 'nodejs') return 'edge'
  if (dynamic === 'force-dynamic') return 'force-dynamic'
  if (revalidate === 0) return 'revalidate 0'
  if (compat > 14 && !isExplicit) return 'not asked for'
  if (hasParams && !hasStaticParams && !isForced) return 'no generateStaticParams'
  if (!OTHER_METHODS.some(method => methods.has(method))) return undefined
  return input.cacheWithOtherMethods && (compat > 14 || isExplicit) ? undefined : 'other methods'
}

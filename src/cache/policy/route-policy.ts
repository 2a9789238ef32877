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
  /** `exact` does as Next.js does, whatever it documents. */
  readonly parity: 'improved' | 'exact'
  /** Next.js 16's Cache Components: segment config has no say. */
  readonly cacheComponents?: boolean
  /** Under Cache Components: whether the GET could give another answer each time by itself. */
  readonly mayVary?: () => boolean
}

/** How a handler whose answer may be stored sees the request. */
export type Visibility = 'force-static' | 'error' | 'auto'

export interface StaticPolicy {
  readonly visibility: Visibility
  /** Seconds; `Infinity` for never. What the handler uses may lower it. */
  readonly revalidate: number
  /** Cache Components: stored if the handler waits for nothing that is not cached. */
  readonly isPrerendered?: boolean
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
  | 'varies'

const OTHER_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Next.js 14 looks for POST twice, and for PUT not at all. */
const OTHER_METHODS_14 = OTHER_METHODS.filter(method => method !== 'PUT')

export function routePolicy(input: PolicyInput): StaticPolicy | DynamicReason {
  const { dynamic = 'auto', revalidate } = input.config
  if (input.cacheComponents) return componentsPolicy(input)
  const reason = dynamicReason(input)
  if (reason !== undefined) return reason
  const seconds = typeof revalidate === 'number' ? revalidate : Number.POSITIVE_INFINITY
  const visibility = dynamic === 'force-dynamic' ? 'auto' : dynamic
  return { visibility, revalidate: seconds }
}

/** A file that has segment config is refused. */
function componentsPolicy({
  methods,
  hasParams,
  hasStaticParams,
  cacheWithOtherMethods,
  mayVary = () => true,
}: PolicyInput): StaticPolicy | DynamicReason {
  if (!methods.has('GET')) return 'no GET'
  if (hasParams && !hasStaticParams) return 'no generateStaticParams'
  const hasOthers = OTHER_METHODS.some(method => methods.has(method))
  if (hasOthers && !cacheWithOtherMethods) return 'other methods'
  if (mayVary()) return 'varies'
  return { visibility: 'auto', revalidate: Number.POSITIVE_INFINITY, isPrerendered: true }
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
  const isExact = input.parity === 'exact'
  const others = isExact && compat === 14 ? OTHER_METHODS_14 : OTHER_METHODS
  if (!others.some(method => methods.has(method))) return undefined
  if (isExact) return 'other methods'
  return input.cacheWithOtherMethods && (compat > 14 || isExplicit) ? undefined : 'other methods'
}

/**
 * What `generateStaticParams()` of a route file returned: read, checked, and found by parameters.
 * The sentences are those of Next.js.
 */
import { RouteHandlersError } from '../errors.js'
import type { Params, Route } from '../router/route.js'

const LEARN_MORE = 'https://nextjs.org/docs/messages/generate-static-params'

/** Parameter sets that name a path each, and a look-up by them. */
export interface ParamsList {
  readonly all: readonly Params[]
  has(params: Params): boolean
}

/**
 * @param returned - what the function gave; values decoded, as handlers get them.
 * @param isClosed - `dynamicParams = false`: there is no path but the listed.
 * @throws RouteHandlersError `RH_INVALID_EXPORT`
 */
export function readParamsList(returned: unknown, route: Route, isClosed: boolean): ParamsList {
  const { pattern } = route
  if (!Array.isArray(returned)) {
    throw invalid(
      `Invalid value returned from generateStaticParams for "${pattern}". Expected an array, but received type ${typeOf(returned)}. See more info here: ${LEARN_MORE}`,
      route,
    )
  }
  const found = new Map<string, Params>()
  for (const [index, item] of returned.entries()) {
    const params = readParams(item, index, route)
    if (params !== undefined) found.set(keyOf(route, params), params)
    else if (isClosed) throw incomplete(item, route)
  }
  return { all: [...found.values()], has: params => found.has(keyOf(route, params)) }
}

/** `undefined` where a parameter is not named: what it may be is only known from requests. */
function readParams(item: unknown, index: number, route: Route): Params | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    throw invalid(
      `Invalid value at index ${index} returned from generateStaticParams for "${route.pattern}". Expected an object, but received type ${typeOf(item)}. See more info here: ${LEARN_MORE}`,
      route,
    )
  }
  const given = item as Readonly<Record<string, unknown>>
  // As the router makes them: without prototype, and without what is not there.
  const params: Record<string, string | string[]> = Object.create(null)
  for (const { name, kind } of route.params) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    const isAbsent = value === undefined || value === null || value === false
    if (kind === 'optional-catch-all' && isAbsent) continue
    if (value === undefined) return undefined
    if (!isValueOf(kind, value)) throw wrongType(name, kind, value, route)
    if (value.length > 0) params[name] = value
    else if (kind !== 'optional-catch-all') return undefined
  }
  return params
}

function isValueOf(kind: Route['params'][number]['kind'], value: unknown): value is string[] {
  if (kind === 'dynamic') return typeof value === 'string'
  return Array.isArray(value) && value.every(each => typeof each === 'string' && each !== '')
}

/** Values are compared decoded: `b c` is what `/b%20c` asks for, and `/b+c` does not. */
function keyOf({ params: names }: Route, params: Params): string {
  return JSON.stringify(names.map(({ name }) => params[name] ?? null))
}

function wrongType(name: string, kind: string, value: unknown, route: Route): RouteHandlersError {
  const expected = kind === 'dynamic' ? 'a string' : 'an array'
  return invalid(
    `A required parameter (${name}) was not provided as ${expected} received ${typeof value} in generateStaticParams for ${route.pattern}`,
    route,
  )
}

function incomplete(item: unknown, route: Route): RouteHandlersError {
  const given = Object(item) as Record<string, unknown>
  const missing = route.params.find(({ name, kind }) => {
    return kind !== 'optional-catch-all' && (given[name] ?? '').toString() === ''
  })
  return invalid(
    `Segment "${route.pattern}" exports "dynamicParams: false" but the param "${missing?.name}" is missing from the generated route params.`,
    route,
  )
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function invalid(message: string, { file }: Route): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_EXPORT', `${message} (${file})`, { file })
}

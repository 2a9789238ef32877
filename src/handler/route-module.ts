/**
 * A loaded route file: its methods and its segment config, read once. Requests look methods up
 * in a map that only ever held functions exported under the name of an HTTP method.
 */
import { METHODS } from 'node:http'
import { RouteHandlersError } from '../errors.js'
import type { NextRequest } from '../next/request.js'
import { warnOnce } from '../warn.js'
import { readSegmentConfig, type SegmentConfig } from './segment-config.js'

export type Handler = (request: NextRequest, context: object) => unknown

/** Lists parameters of paths; may be asynchronous. */
export type GenerateStaticParams = (given: object) => unknown

export interface RouteModule {
  readonly methods: ReadonlyMap<string, Handler>
  readonly config: SegmentConfig
  readonly generateStaticParams: GenerateStaticParams | undefined
  /** Value of the `Allow` field (RFC 9110 §10.2.1). */
  readonly allow: string
}

/** Methods that no `Request` can carry (Fetch standard, "forbidden method"). */
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK'])

const COMMON = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH']

/**
 * @param route - the pattern, for messages: `/users/[id]`.
 * @throws RouteHandlersError `RH_INVALID_EXPORT`, `RH_NO_METHODS`.
 */
export function readRouteModule(
  exports: Readonly<Record<string, unknown>>,
  route: string,
  file: string,
  dev: boolean,
): RouteModule {
  const methods = new Map<string, Handler>()
  for (const method of METHODS) {
    const value = exports[method]
    if (value === undefined) continue
    if (FORBIDDEN.has(method)) throw invalid(`${method} cannot be served by a handler`, file)
    if (typeof value !== 'function') throw invalid(`${method} is not a function`, file)
    methods.set(method, value as Handler)
  }
  if (methods.size === 0) throw noMethods(exports, file)
  if (dev) adviseOnNames(exports, file)
  return {
    methods,
    config: readSegmentConfig(exports, route, file),
    generateStaticParams: staticParamsOf(exports, file),
    allow: allowOf(methods),
  }
}

function staticParamsOf(
  exports: Readonly<Record<string, unknown>>,
  file: string,
): GenerateStaticParams | undefined {
  const value = exports['generateStaticParams']
  if (value === undefined || typeof value === 'function') {
    return value as GenerateStaticParams | undefined
  }
  throw new RouteHandlersError(
    'RH_INVALID_EXPORT',
    `generateStaticParams is not a function in ${file}. Export a function that returns an array of params.`,
    { file },
  )
}

function allowOf(methods: ReadonlyMap<string, Handler>): string {
  const names = new Set(methods.keys()).add('OPTIONS')
  if (names.has('GET')) names.add('HEAD')
  return [...names].sort().join(', ')
}

function noMethods(exports: Readonly<Record<string, unknown>>, file: string): RouteHandlersError {
  return new RouteHandlersError('RH_NO_METHODS', namesAdvice(exports, file) ?? noMethodsIn(file), {
    file,
  })
}

/** Next.js's sentence. */
export function noMethodsIn(file: string): string {
  return `No HTTP methods exported in '${file}'. Export a named export for each HTTP method.`
}

function adviseOnNames(exports: Readonly<Record<string, unknown>>, file: string): void {
  const advice = namesAdvice(exports, file)
  if (advice !== undefined) warnOnce('RH_EXPORT_NAMES', file, advice)
}

function namesAdvice(exports: Readonly<Record<string, unknown>>, file: string): string | undefined {
  for (const method of COMMON) {
    const name = method.toLowerCase()
    if (name in exports) {
      return `Detected lowercase method '${name}' in '${file}'. Export the uppercase '${method}' method name to fix this error.`
    }
  }
  if (typeof exports['default'] !== 'function') return undefined
  return `Detected default export in '${file}'. Export a named export for each HTTP method instead.`
}

function invalid(what: string, file: string): RouteHandlersError {
  return new RouteHandlersError(
    'RH_INVALID_EXPORT',
    `${what} in ${file}. Export functions named after HTTP methods, or remove the export.`,
    { file },
  )
}

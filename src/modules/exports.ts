/**
 * Finds the object that holds a route module's exports (interop rule LOAD-7). `import()` of a
 * CommonJS file sees only the names that Node's static scan finds, and transpilers hide different
 * ones; so every place where they may be is looked at for a name that a route file can export.
 */
import { METHODS } from 'node:http'

export type RouteExports = Readonly<Record<string, unknown>>

const ROUTE_EXPORTS = [
  ...METHODS,
  'dynamic',
  'dynamicParams',
  'fetchCache',
  'generateStaticParams',
  'maxDuration',
  'middleware',
  'onRequestError',
  'preferredRegion',
  'proxy',
  'register',
  'revalidate',
  'runtime',
]

/** Returns the first candidate with a known export, or the namespace itself. */
export function pickExports(namespace: object): RouteExports {
  const named = namespace as RouteExports
  const fallback = named['default']
  const candidates = [
    named,
    named['module.exports'],
    isObject(fallback) && '__esModule' in fallback ? fallback : undefined,
    fallback,
  ]
  return candidates.filter(isObject).find(hasRouteExport) ?? named
}

function hasRouteExport(candidate: RouteExports): boolean {
  return ROUTE_EXPORTS.some(name => name in candidate)
}

function isObject(value: unknown): value is RouteExports {
  return typeof value === 'object' && value !== null
}

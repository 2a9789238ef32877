/** What each option may be. Every adapter takes the same table. */
import { checkCacheOptions } from './cache-option-checks.js'
import { type Checks, checkMembers, isFunction, isObject, oneOf } from './check.js'
import { RouteHandlersError } from './errors.js'
import { URL } from './natives.js'

type HeaderChecks = typeof import('./proxy/check-header-rules.js')

const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every(item => typeof item === 'string')
const isBytes = (value: unknown): boolean =>
  value === false || (typeof value === 'number' && value >= 0 && !Number.isNaN(value))
const isBytesByPattern = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every(isBytes)
const isDrain = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).every(([name, limit]) => {
    return (name === 'bytes' || name === 'ms') && isBytes(limit) && limit !== false
  })

const CHECKS: Checks = {
  fallthrough: oneOf('path', 'method', false),
  basePath: [
    value => value === '' || (typeof value === 'string' && value[0] === '/'),
    'a path that begins with "/", or ""',
  ],
  compat: oneOf(14, 15, 16),
  parity: oneOf('improved', 'exact'),
  trailingSlash: oneOf('ignore', 'redirect', 'strict'),
  origin: [isOrigin, 'an http or https origin such as "https://example.com"'],
  allowedHosts: [
    value => isFunction(value) || isStrings(value),
    'an array of strings or a function',
  ],
  headers: [Array.isArray, 'an array of { source, headers }'],
  proxy: oneOf(true, false),
  root: [value => typeof value === 'string', 'a path'],
  import: [isFunction, 'a function'],
  nextModules: oneOf('all', 'app', false),
  watch: oneOf(true, false),
  loadTimeout: [
    value => value === false || (typeof value === 'number' && value > 0),
    'a positive number of milliseconds, or false',
  ],
  extensions: [value => isStrings(value) && (value as unknown[]).length > 0, 'an array of strings'],
  ignore: [isFunction, 'a function'],
  followSymlinks: oneOf(true, false),
  bodyLimit: [
    value => isBytes(value) || isBytesByPattern(value),
    'a number of bytes, false, or an object of these by route pattern',
  ],
  drain: [isDrain, 'an object { bytes, ms } of numbers'],
  cache: [value => value === false || isObject(value), 'false or an object of settings'],
  onError: [isFunction, 'a function'],
  context: [isFunction, 'a function'],
  trustProxy: [isTrust, 'true, false, a number of hops, addresses, or a function'],
}

function isTrust(value: unknown): boolean {
  return ['boolean', 'number', 'string', 'function'].includes(typeof value) || isStrings(value)
}

function isOrigin(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const { protocol, origin, href } = new URL(value)
  return (protocol === 'http:' || protocol === 'https:') && href === `${origin}/`
}

/**
 * Refuses unknown options and wrong values: a mistyped limit must not switch the limit off.
 *
 * @throws RouteHandlersError `RH_INVALID_OPTION`.
 */
export function checkOptions(options: unknown): void {
  if (!isObject(options)) {
    throw new RouteHandlersError('RH_INVALID_OPTION', 'The options must be an object')
  }
  checkMembers(options, CHECKS)
  const { cache, compat, headers } = options as {
    readonly cache?: object | false
    readonly compat?: number
    readonly headers?: readonly unknown[]
  }
  if (headers) (require('./proxy/check-header-rules.js') as HeaderChecks).checkHeaderRules(headers)
  if (cache) checkCacheOptions(cache)
  if (cache && Reflect.get(cache, 'cacheComponents') === true && (compat ?? 16) < 16) {
    throw new RouteHandlersError(
      'RH_INVALID_OPTION',
      `The option "cache.cacheComponents" is of Next.js 16; remove it, or "compat: ${compat}".`,
    )
  }
}

/** What each option may be. Every adapter takes the same table. */
import { inspect } from 'node:util'
import { RouteHandlersError } from './errors.js'
import { URL } from './natives.js'

type Check = readonly [allows: (value: unknown) => boolean, expected: string]

const oneOf = (...values: readonly unknown[]): Check => [
  value => values.includes(value),
  values.map(value => JSON.stringify(value)).join(' or '),
]
const isFunction = (value: unknown): boolean => typeof value === 'function'
const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every(item => typeof item === 'string')
const isBytes = (value: unknown): boolean =>
  value === false || (typeof value === 'number' && value >= 0 && !Number.isNaN(value))
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isBytesByPattern = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every(isBytes)
const isDrain = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).every(([name, limit]) => {
    return (name === 'bytes' || name === 'ms') && isBytes(limit) && limit !== false
  })

const CHECKS: Readonly<Record<string, Check>> = {
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
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, name)) throw unknownOption(name)
    const [allows, expected] = CHECKS[name]!
    if (value !== undefined && !allows(value)) throw invalidOption(name, value, expected)
  }
}

function unknownOption(name: string): RouteHandlersError {
  const known = Object.keys(CHECKS).join(', ')
  return new RouteHandlersError(
    'RH_INVALID_OPTION',
    `Unknown option "${name}". The options are: ${known}.`,
  )
}

function invalidOption(name: string, value: unknown, expected: string): RouteHandlersError {
  const received = typeof value === 'string' ? JSON.stringify(value) : inspect(value)
  return new RouteHandlersError(
    'RH_INVALID_OPTION',
    `The option "${name}" must be ${expected}, received ${received}.`,
  )
}

/** What each option may be. Every adapter takes the same table. */
import { RouteHandlersError } from './errors.js'

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
const isRecordOf = (allows: (value: unknown) => boolean) => (value: unknown) =>
  typeof value === 'object' && value !== null && Object.values(value).every(allows)

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
  extensions: [value => isStrings(value) && (value as unknown[]).length > 0, 'an array of strings'],
  ignore: [isFunction, 'a function'],
  bodyLimit: [
    value => isBytes(value) || isRecordOf(isBytes)(value),
    'a number of bytes, false, or an object of these by route pattern',
  ],
  drain: [
    isRecordOf(value => isBytes(value) && value !== false),
    'an object { bytes, ms } of numbers',
  ],
  onError: [isFunction, 'a function'],
  context: [isFunction, 'a function'],
  trustProxy: [isTrust, 'true, false, a number of hops, addresses, or a function'],
}

function isTrust(value: unknown): boolean {
  return ['boolean', 'number', 'string', 'function'].includes(typeof value) || isStrings(value)
}

function isOrigin(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const { protocol, pathname, search } = new URL(value)
  return (protocol === 'http:' || protocol === 'https:') && pathname === '/' && search === ''
}

/**
 * Refuses unknown options and wrong values: a mistyped limit must not switch the limit off.
 *
 * @throws RouteHandlersError `RH_INVALID_OPTION`.
 */
export function checkOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw new RouteHandlersError('RH_INVALID_OPTION', 'The options must be an object')
  }
  for (const [name, value] of Object.entries(options)) {
    const check = CHECKS[name]
    if (check === undefined) throw unknownOption(name)
    const [allows, expected] = check
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
  const received = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return new RouteHandlersError(
    'RH_INVALID_OPTION',
    `The option "${name}" must be ${expected}, received ${received}.`,
  )
}

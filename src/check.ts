/** What a value may be, and how a table of such checks is gone through. */
import { inspect } from 'node:util'
import { RouteHandlersError } from './errors.js'

export type Check = readonly [allows: (value: unknown) => boolean, expected: string]

export type Checks = Readonly<Record<string, Check>>

export const oneOf = (...values: readonly unknown[]): Check => [
  value => values.includes(value),
  values.map(value => JSON.stringify(value)).join(' or '),
]
export const isFunction = (value: unknown): boolean => typeof value === 'function'
export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Refuses unknown members and wrong values.
 *
 * @param path - of the object, as messages name it: empty, or `cache.`.
 * @throws RouteHandlersError `RH_INVALID_OPTION`.
 */
export function checkMembers(object: object, checks: Checks, path = ''): void {
  for (const [name, value] of Object.entries(object)) {
    if (!Object.hasOwn(checks, name)) throw unknownOption(name, checks, path)
    const [allows, expected] = checks[name]!
    if (value !== undefined && !allows(value)) throw invalidOption(path + name, value, expected)
  }
}

function unknownOption(name: string, checks: Checks, path: string): RouteHandlersError {
  const known = Object.keys(checks).join(', ')
  const what = path === '' ? 'The options are' : `The members of "${path.slice(0, -1)}" are`
  return new RouteHandlersError(
    'RH_INVALID_OPTION',
    `Unknown option "${path}${name}". ${what}: ${known}.`,
  )
}

function invalidOption(name: string, value: unknown, expected: string): RouteHandlersError {
  const received = typeof value === 'string' ? JSON.stringify(value) : inspect(value)
  return new RouteHandlersError(
    'RH_INVALID_OPTION',
    `The option "${name}" must be ${expected}, received ${received}.`,
  )
}

/** What is wrong with a metadata file, as an error that names it. */
import { type ErrorCode, RouteHandlersError } from '../errors.js'

/** @throws RouteHandlersError always: `RH_INVALID_METADATA`, unless another code is given. */
export function fault(
  file: string,
  sentence: string,
  fix: string,
  code: ErrorCode = 'RH_INVALID_METADATA',
): never {
  throw new RouteHandlersError(code, `${sentence}\n  ${file}\n${fix}`, { file })
}

/** What a value is, for a sentence: never the value itself. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value !== 'object') return value === undefined ? 'undefined' : `a ${typeof value}`
  const name: unknown = value.constructor?.name
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `a ${name}` : 'an object'
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Form fields back to `application/x-www-form-urlencoded`, from what body parsers make of it:
 * arrays repeat their key, objects use brackets (`a[b]=1`), as browsers and qs write them.
 */
import { RouteHandlersError } from '../../errors.js'

/** Deeper than any parser builds; guards against an object that contains itself. */
const MAX_DEPTH = 32

export function flattenFields(value: object): [string, string][] {
  const fields: [string, string][] = []
  for (const [key, item] of Object.entries(value)) flatten(fields, key, item, 0)
  return fields
}

function flatten(fields: [string, string][], key: string, value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) unsupported(key, 'nesting deeper than 32 levels')
  if (value === null || value === undefined) {
    fields.push([key, ''])
  } else if (Array.isArray(value)) {
    const nested = value.some(item => typeof item === 'object' && item !== null)
    value.forEach((item, index) => {
      flatten(fields, nested ? `${key}[${index}]` : key, item, depth + 1)
    })
  } else if (typeof value === 'object') {
    if (!isPlain(value)) unsupported(key, value.constructor.name)
    for (const [name, item] of Object.entries(value)) {
      flatten(fields, `${key}[${name}]`, item, depth + 1)
    }
  } else if (typeof value === 'function' || typeof value === 'symbol') {
    unsupported(key, typeof value)
  } else {
    fields.push([key, String(value)])
  }
}

/** qs makes objects without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || isForeignObject(prototype)
}

/** `Object.prototype` of another realm, as under vm contexts and test runners. */
function isForeignObject(prototype: unknown): boolean {
  return typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null
}

function unsupported(key: string, what: string): never {
  throw new RouteHandlersError(
    'RH_BODY_UNSUPPORTED',
    `The parsed form field "${key}" holds a value that a form cannot express (${what}). ` +
      'Mount routeHandlers() before the parser, or keep the bytes with keepRawBody.',
  )
}

/**
 * Which values a cached function can take and give: primitives, plain objects, arrays and a few
 * built-ins, each of any realm (a test runner's sandbox has its own), none of a subclass. What a
 * subclass adds would be lost on the way, so it is refused.
 */
import { types } from 'node:util'

export type Kind =
  | 'array'
  | 'arrayBuffer'
  | 'buffer'
  | 'dataView'
  | 'date'
  | 'map'
  | 'object'
  | 'bareObject'
  | 'regexp'
  | 'set'
  | 'typedArray'
  | 'url'

/** Built-ins whose prototype inherits from `Object.prototype` directly. */
const BUILT_INS: ReadonlyArray<readonly [Kind, (value: unknown) => boolean]> = [
  ['array', Array.isArray],
  ['date', types.isDate],
  ['map', types.isMap],
  ['set', types.isSet],
  ['regexp', types.isRegExp],
  ['arrayBuffer', types.isArrayBuffer],
  ['dataView', types.isDataView],
]

/** `undefined` for what cannot be carried. */
export function kindOf(value: object): Kind | undefined {
  const prototype: object | null = Object.getPrototypeOf(value)
  if (prototype === null) return isTagged(value, 'Object') ? 'bareObject' : undefined
  if (isRoot(prototype)) return isTagged(value, 'Object') ? 'object' : undefined
  if (types.isTypedArray(value)) return kindOfTypedArray(prototype)
  if (prototype === URL.prototype) return 'url'
  if (!isRoot(Object.getPrototypeOf(prototype))) return undefined
  const found = BUILT_INS.find(([, is]) => is(value))
  if (!found) return undefined
  // An array keeps its further properties; nothing else has a place for them.
  return found[0] === 'array' || Object.keys(value).length === 0 ? found[0] : undefined
}

function kindOfTypedArray(prototype: object): Kind | undefined {
  if (prototype === Buffer.prototype) return 'buffer'
  // Uint8Array.prototype → %TypedArray%.prototype → Object.prototype
  const common: object = Object.getPrototypeOf(prototype)
  return isRoot(Object.getPrototypeOf(common)) ? 'typedArray' : undefined
}

/** `Object.prototype`, of whatever realm. */
function isRoot(prototype: object | null): boolean {
  if (prototype === null || Object.getPrototypeOf(prototype) !== null) return false
  return Object.hasOwn(prototype, 'isPrototypeOf')
}

/** Tells a plain object from `arguments`, `Math`, a namespace of a module. */
function isTagged(value: object, tag: string): boolean {
  return Object.prototype.toString.call(value) === `[object ${tag}]`
}

/** What a value that cannot be carried is, for a message: `a function`, `a Response`. */
export function describeValue(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'symbol') return 'a symbol'
  if (types.isPromise(value)) return 'a Promise'
  const name: unknown = Object(value).constructor?.name
  return typeof name === 'string' && name !== '' ? `an instance of ${name}` : 'an unusual object'
}

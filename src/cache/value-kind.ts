/**
 * Which values a cached function can take and give: primitives, plain objects, arrays and a few
 * built-ins, each of any realm (a test runner's sandbox has its own), none of a subclass. What a
 * subclass adds would be lost on the way, so it is refused.
 */
import { types } from 'node:util'
import { URL } from '../natives.js'

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

/** Built-ins whose prototype inherits from `Object.prototype` directly, and what they are called. */
const BUILT_INS: ReadonlyArray<readonly [Kind, (value: unknown) => boolean, string]> = [
  ['array', Array.isArray, 'Array'],
  ['date', types.isDate, 'Date'],
  ['map', types.isMap, 'Map'],
  ['set', types.isSet, 'Set'],
  ['regexp', types.isRegExp, 'RegExp'],
  ['arrayBuffer', types.isArrayBuffer, 'ArrayBuffer'],
  ['dataView', types.isDataView, 'DataView'],
]

/** `undefined` for what cannot be carried. */
export function kindOf(value: object): Kind | undefined {
  const prototype: object | null = Object.getPrototypeOf(value)
  if (prototype === null) return isTagged(value, 'Object') ? 'bareObject' : undefined
  if (isRoot(prototype)) return isTagged(value, 'Object') ? 'object' : undefined
  if (types.isTypedArray(value)) return kindOfTypedArray(prototype)
  if (!isRoot(Object.getPrototypeOf(prototype))) return undefined
  const kind = prototype === URL.prototype ? 'url' : builtInKind(value)
  // An array keeps its further properties; nothing else has a place for them.
  return kind === 'array' || Object.keys(value).length === 0 ? kind : undefined
}

/** By what it is and by what it inherits: a Map with the prototype of a Set is neither. */
function builtInKind(value: object): Kind | undefined {
  const found = BUILT_INS.find(([, is]) => is(value))
  return found && isTagged(value, found[2]) ? found[0] : undefined
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
  return tagOf(value) === tag
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1)
}

/** Whether an enumerable property has a symbol for a key. */
export function hasSymbols(value: object): boolean {
  const isEnumerable = Object.prototype.propertyIsEnumerable
  return Object.getOwnPropertySymbols(value).some(key => isEnumerable.call(value, key))
}

/** What a value that cannot be carried is, for a message: `a function`, `a Response`. */
export function describeValue(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'object' || value === null) return 'a symbol'
  if (types.isPromise(value)) return 'a Promise'
  if (types.isProxy(value)) return 'a Proxy'
  const name: unknown = value.constructor?.name
  const isNamed = typeof name === 'string' && name !== '' && name !== 'Object'
  if (isNamed && !CARRIED.has(name)) return `an instance of ${name}`
  if (hasSymbols(value)) return 'an object with a symbol as a key'
  return `an unusual ${isNamed ? name : tagOf(value)}`
}

/** To say of one of these that it is an instance of its class would not tell why it is refused. */
const CARRIED = new Set([...BUILT_INS.map(([, , name]) => name), 'URL'])

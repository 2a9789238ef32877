/** Members that a lazily built request has beside those it answers by itself. */
import { Request } from '../natives.js'

/**
 * @param prototype - of the lazy class; inherits from the one it stands for.
 * @param native - the native request of a lazy one; it answers what is rarely read.
 */
export function completeMembers(
  prototype: object,
  native: (request: object) => object | undefined,
): void {
  // Members of interfaces are enumerable (Web IDL), those of classes are not.
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const enumerable = Object.propertyIsEnumerable.call(Request.prototype, name)
    Object.defineProperty(prototype, name, { enumerable })
  }
  const members = Object.getOwnPropertyDescriptors(Request.prototype)
  for (const [name, { get, enumerable = false }] of Object.entries(members)) {
    if (get === undefined || isAnswered(prototype, name)) continue
    const read = function (this: object): unknown {
      const request = native(this) ?? Request.prototype
      return Reflect.get(request, name, request)
    }
    Object.defineProperty(prototype, name, { get: read, configurable: true, enumerable })
  }
}

/** Whether something in front of `Request.prototype` has the member. */
function isAnswered(prototype: object, name: string): boolean {
  for (let at = prototype; at !== Request.prototype; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, name)) return true
  }
  return false
}

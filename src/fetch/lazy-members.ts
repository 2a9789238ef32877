/** Members that a lazily built request has beside those it answers by itself. */
import { Request } from '../natives.js'

/**
 * @param prototype - of the lazy class.
 * @param base - the prototype it stands for.
 * @param native - the native request of a lazy one; it answers what is rarely read.
 */
export function completeMembers(
  prototype: object,
  base: object,
  native: (request: object) => object | undefined,
): void {
  // Members of interfaces are enumerable (Web IDL), those of classes are not.
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const enumerable = Object.propertyIsEnumerable.call(Request.prototype, name)
    Object.defineProperty(prototype, name, { enumerable })
  }
  // Behind the proxy of the prototype chain, each read of a member would cost a trap.
  for (let at = base; at !== Request.prototype; at = Object.getPrototypeOf(at)) {
    addAccessors(prototype, at, request => [base, request])
  }
  addAccessors(prototype, Request.prototype, request => [native(request) ?? base, undefined])
}

/** Accessors of `from` that `prototype` lacks; `where` gives the object to read and the receiver. */
function addAccessors(
  prototype: object,
  from: object,
  where: (request: object) => readonly [object, object | undefined],
): void {
  const members = Object.getOwnPropertyDescriptors(from) as Record<string, PropertyDescriptor>
  for (const [name, { get: accessor, value, enumerable = false }] of Object.entries(members)) {
    if (typeof value === 'function' || Object.hasOwn(prototype, name)) continue
    if (accessor === undefined && !enumerable) continue
    const get = function (this: object): unknown {
      const [object, receiver] = where(this)
      return Reflect.get(object, name, receiver ?? object)
    }
    Object.defineProperty(prototype, name, { get, configurable: true, enumerable })
  }
}

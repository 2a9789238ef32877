/**
 * The way from an object that stands for a native one to the state of that one, where the runtime
 * keeps it under symbols: whoever looks for a symbol that nobody defined gets it from the native
 * object, which is made then. No private symbol is named.
 */

/**
 * A stand-in for `prototype`, to be the prototype of such objects.
 *
 * @param native - makes the native object; `undefined` for a receiver that stands for none.
 * @param isState - whether a symbol is worth making it.
 */
export function bridge(
  prototype: object,
  native: (receiver: object) => object | undefined,
  isState: (key: symbol) => boolean = () => true,
): object {
  return new Proxy(Object.create(prototype), {
    get(target, key, receiver) {
      if (typeof key === 'string' || key in target) return Reflect.get(target, key, receiver)
      const real = isState(key) ? native(receiver) : undefined
      return real && Reflect.get(real, key)
    },
    set(target, key, value, receiver) {
      const real = typeof key === 'symbol' && isState(key) ? native(receiver) : undefined
      return real ? Reflect.set(real, key, value) : Reflect.set(target, key, value, receiver)
    },
  })
}

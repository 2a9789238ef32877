/**
 * The way from an object that stands for a native one to the state of that one, where the runtime
 * keeps it under symbols: each symbol that native objects have is an accessor here, and leads to
 * the native object, which is made then. No private symbol is named.
 */

/**
 * Gives `prototype` an accessor for each symbol of `sample` that it does not answer by itself. Not
 * a proxy in its prototype chain, which would slow down every `instanceof`.
 *
 * @param sample - a native object; on runtimes with private fields it has no symbols.
 * @param native - makes the native object; `undefined` for a receiver that stands for none.
 */
export function bridgeState(
  prototype: object,
  sample: object,
  native: (receiver: object) => object | undefined,
): void {
  for (const key of Object.getOwnPropertySymbols(sample)) {
    if (Object.hasOwn(prototype, key)) continue
    Object.defineProperty(prototype, key, {
      configurable: true,
      get(this: object): unknown {
        const real = native(this)
        return real && Reflect.get(real, key)
      },
      set(this: object, value: unknown) {
        const real = native(this)
        if (real) Reflect.set(real, key, value)
      },
    })
  }
}

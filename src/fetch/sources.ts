/** Finds the native object that an incoming request was made from. */
type ReadSource = (request: object) => unknown

/** One entry per incoming class, none per request. */
const readers = new WeakMap<object, ReadSource>()

export function registerSource(prototype: object, read: ReadSource): void {
  readers.set(prototype, read)
}

/** `RequestParts.source` of an incoming request; `undefined` for any other object. */
export function sourceOf(request: object): unknown {
  return readers.get(Object.getPrototypeOf(request))?.(request)
}

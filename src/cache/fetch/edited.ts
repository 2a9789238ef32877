/**
 * In development: what a route has fetched is fetched anew once its file, or one that it imports,
 * was edited. Otherwise a developer would look at the data of the code before.
 */

/** Where an entry is kept. */
interface Memory {
  delete(key: string): void
}

/** A route whose fetches differ each time is not followed for ever. */
const MOST_KEYS = 10_000

/** By the evaluation of a route file: the keys of what it has stored. */
const stored = new WeakMap<object, Map<string, Memory>>()

export function noteStored(module: object, key: string, memory: Memory): void {
  const keys = stored.get(module) ?? new Map<string, Memory>()
  stored.set(module, keys)
  if (keys.size < MOST_KEYS) keys.set(key, memory)
}

/** The module is evaluated again, or gone. */
export function forgetStored(module: object): void {
  for (const [key, memory] of stored.get(module) ?? []) memory.delete(key)
  stored.delete(module)
}

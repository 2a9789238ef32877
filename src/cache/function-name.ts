/** A cached function and its limits, as messages name them. */
import type { FunctionMeta } from '../modules/use-cache/runtime-shape.js'

/** What may go into a cached function and come out of it. */
export const ACCEPTED =
  'primitives, plain objects, arrays, Date, Map, Set, RegExp, URL, and typed arrays'

/** `getUser() (lib/users.ts)` */
export function functionName({ name, file }: FunctionMeta): string {
  return `${name ? `${name}()` : '<anonymous>'} (${file})`
}

/** A cached function and its limits, as messages name them. */
import type { CachedMeta } from './cached-run.js'

/** What may go into a cached function and come out of it. */
export const ACCEPTED =
  'primitives, plain objects, arrays, Date, Map, Set, RegExp, URL, and typed arrays'

/** `getUser() (lib/users.ts)` */
export function functionName({ name, file }: Pick<CachedMeta, 'name' | 'file'>): string {
  return `${name ? `${name}()` : '<anonymous>'} (${file})`
}

/** What kind of function it is: `"use cache"`. */
export function formOf({ form = 'use cache' }: CachedMeta): string {
  return form === 'use cache' ? '"use cache"' : `${form}()`
}

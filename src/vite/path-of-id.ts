/** Vite's ids are paths with a query, or names of plugins' own modules. */
import { isAbsolute } from 'node:path'

/** `undefined` for a module that is not a file. */
export function pathOfId(id: string): string | undefined {
  const [path = ''] = id.split(/[?#]/, 1)
  return isAbsolute(path) ? path : undefined
}

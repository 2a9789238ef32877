/**
 * Paths that the WHATWG URL parser rewrites. Node and the hosts deliver `/x/../admin` raw, while
 * `new Request()` would show a handler `/admin`: a guard and the route would see different paths.
 */
import { URL } from 'node:url'

/** What the URL parser would rewrite. */
export type Hazard = 'backslash' | 'dot-segment'

/** Whether a segment is `.` or `..`, with `%2e` for any dot: WHATWG URL §4.4. */
export function isDotSegment(path: string, start: number, end: number): boolean {
  let dots = 0
  for (let at = start; at < end; dots++) {
    if (path.startsWith('.', at)) at += 1
    else if (path.startsWith('%2e', at) || path.startsWith('%2E', at)) at += 3
    else return false
  }
  return dots === 1 || dots === 2
}

/** The path that a `Request` would show. Concatenated, so that `//evil` never becomes a host. */
export function normalisedPath(path: string): string {
  return new URL(`http://h${path}`).pathname
}

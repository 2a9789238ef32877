/**
 * Paths that the WHATWG URL parser rewrites. Node and the hosts deliver `/x/../admin` raw, while
 * `new Request()` would show a handler `/admin`: a guard and the route would see different paths.
 */
import { URL } from 'node:url'

/** `.` or `..` as a whole segment, with `%2e` for any dot: WHATWG URL §4.4. */
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i

/** Names what the URL parser would rewrite in `path`, if anything. */
export function hazardIn(path: string): 'backslash' | 'dot-segment' | undefined {
  if (path.includes('\\')) return 'backslash'
  return DOT_SEGMENT.test(path) ? 'dot-segment' : undefined
}

/** The path that a `Request` would show. Concatenated, so that `//evil` never becomes a host. */
export function normalisedPath(path: string): string {
  return new URL(`http://h${path}`).pathname
}

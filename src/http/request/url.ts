/**
 * The absolute URL of a request, by concatenation: resolving the path against a base would take
 * `//evil.example` and `/\evil.example` for another host.
 */
import { URL } from '../../natives.js'
import type { Target } from './target.js'

/** Characters that the URL serialiser leaves alone in a path and a query alike. */
const PLAIN = /^[A-Za-z0-9\-._~!$&()*+,;=:@%/?[\]]*$/

/** A segment `.` or `..` in any spelling is removed by the URL parser. */
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:\/|$)/i

export function composeUrl(origin: string, { path, search }: Target): string {
  const url = origin + path + search
  if (PLAIN.test(path) && PLAIN.test(search) && !DOT_SEGMENT.test(path)) return url
  return new URL(url).href
}

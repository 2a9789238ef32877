/**
 * The request target (RFC 9112 §3.2) taken apart without resolving it against anything: a
 * resolver would read `//evil.example/x` as an authority.
 */
export interface Target {
  /** Raw path, as sent; begins with `/`. */
  readonly path: string
  /** `?…` as sent, or empty. */
  readonly search: string
  /** Authority of an absolute-form target, unvalidated. Never used as the request's host. */
  readonly authority?: string
}

/** Where Node's legacy `url.parse`, by which Express and Koa route, ends a host all the same. */
const ENDS_HOST = /[';]/

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i

/** Returns `undefined` for a target that has no path (`*`). */
export function parseTarget(raw: string): Target | undefined {
  if (raw.charCodeAt(0) === 47) return split(raw)
  const absolute = ABSOLUTE.exec(raw)
  if (absolute === null) return undefined
  const rest = raw.slice(absolute[0].length)
  const target = split(rest.startsWith('/') ? rest : `/${rest}`)
  // Only http and https name a server of ours; any other scheme fails authority validation, and so
  // does an authority whose end the host sees elsewhere: `http://h;/admin` is `;/admin` to a guard.
  const isOurs = /^https?:/i.test(raw) && !ENDS_HOST.test(absolute[1]!)
  return { ...target, authority: isOurs ? absolute[1]! : '' }
}

function split(raw: string): Target {
  const hash = raw.indexOf('#')
  const end = hash === -1 ? raw.length : hash
  const query = raw.indexOf('?')
  if (query === -1 || query > end) return { path: raw.slice(0, end), search: '' }
  return { path: raw.slice(0, query), search: raw.slice(query, end) }
}

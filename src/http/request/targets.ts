/**
 * The two targets of a request below a mount: hosts shorten `url` by the mount path and keep what
 * the client sent as `originalUrl`. Routes are found by the first, the handler sees the second.
 */
import { parseTarget, type Target } from './target.js'

export interface Targets {
  readonly relative: Target
  readonly full: Target
}

/** A Node message, as Express, Connect and Koa leave it; Koa keeps `originalUrl` on its context. */
interface Addressed {
  readonly url?: string | undefined
  readonly originalUrl?: string | undefined
  /** What the mounts of Express or koa-mount took from the path; empty at the root. */
  readonly baseUrl?: string | undefined
}

/** What Node's legacy `url.parse` escapes in a path, all of it let through by Node's parser. */
const ESCAPED_BY_HOSTS = /["'<>^`{|}]/

/** Where `parseurl`, which they share, stops reading by itself. */
const LEAVES_FAST_PATH = /[\s#\ufeff]/

/** An empty segment, a backslash, or a dot segment in any spelling. */
const UNPLAIN_PREFIX = /\/(?:\/|$)|\\|\/(?:\.|%2e){1,2}(?:\/|$)/i

/**
 * Returns `undefined` for a target without a path (`*`), and where the host has matched its
 * mounts and guards against another path than the one that was sent.
 */
export function targetsOf({
  url = '/',
  originalUrl = url,
  baseUrl,
}: Addressed): Targets | undefined {
  const relative = parseTarget(url)
  const full = originalUrl === url ? relative : parseTarget(originalUrl)
  if (relative === undefined || full === undefined) return undefined
  if (isReparsed(originalUrl) && ESCAPED_BY_HOSTS.test(full.path)) return undefined
  if (baseUrl && UNPLAIN_PREFIX.test(prefixOf(full.path, relative.path))) return undefined
  return { relative, full }
}

/**
 * The target from its path on, as it was sent, without an object: most requests are somebody
 * else's. `undefined` where there is no path.
 */
export function fromPath(url: string): string | undefined {
  if (url.charCodeAt(0) === 47) return url
  const target = parseTarget(url)
  return target && target.path + target.search
}

/**
 * Express, Connect and Koa read a plain path themselves, but give absolute forms, fragments and
 * white space (HTTP/2 lets 0xA0 through) to `url.parse`: a guard at `/it's` compares `/it%27s` for
 * `GET http://h/it's` and does not fire.
 */
function isReparsed(raw: string): boolean {
  return raw.charCodeAt(0) !== 47 || LEAVES_FAST_PATH.test(raw)
}

/**
 * What stands before the path below a mount. Express 4 gives one slash too many to the mount, as
 * does koa-mount at `/api/`, so `/api//users` arrives as `/users` past a guard at `/api/users`; and
 * a parameter in a mount path takes `..` for a value.
 */
export function prefixOf(full: string, relative: string): string {
  return full.endsWith(relative) ? full.slice(0, full.length - relative.length) : full
}

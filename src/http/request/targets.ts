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
}

/** Returns `undefined` for a target without a path (`*`). */
export function targetsOf({ url = '/', originalUrl = url }: Addressed): Targets | undefined {
  const relative = parseTarget(url)
  const full = originalUrl === url ? relative : parseTarget(originalUrl)
  return relative && full && { relative, full }
}

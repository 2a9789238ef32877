/**
 * Invalidation, as route files call it. Calls are queued: the tags are told when the handler is
 * done, before the first byte of its answer, so that it may invalidate first and write afterwards.
 */
import type { RequestCache } from '../cache/request-cache.js'
import { tagsOfPath } from '../cache/tags/path-tags.js'
import { NO_GRACE, type RevalidateProfile, readGrace } from '../cache/tags/profile.js'
import { encodeTag } from '../cache/tags.js'
import { RouteHandlersError } from '../errors.js'
import { warnOnce } from '../warn.js'
import { refuseInCached } from './inside-cached.js'
import { currentScope, type RequestScope, type ScopedApi } from './scope.js'
import { revalidateLate } from './settle-revalidation.js'

export type { RevalidateProfile }

const TAG_LIMIT = 256
const PATH_LIMIT = 1024

/**
 * Declares that everything with this tag is out of date: answers, fetched data, values of
 * `unstable_cache` and of functions with `'use cache'`. The request itself reads nothing older from
 * now on; others do so once the handler is done.
 *
 * @param tag - at most 256 characters.
 * @param profile - since 16: how long others may be served what is out of date while it is renewed,
 *   by `'max'`, a profile of `cacheLife()`, or `{ expire: seconds }`. Without it, not at all.
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_INVALID_ARGUMENT` for a
 *   tag that is no string; `RH_NOT_SUPPORTED` inside a cached function, or under
 *   `dynamic = 'error'`.
 *
 * @example
 * revalidateTag('products', 'max')
 */
export function revalidateTag(tag: string, profile?: RevalidateProfile): void {
  const scope = requireRequest('revalidateTag', tag)
  if (scope.compat === 16 && !profile) {
    warnOnce(
      'RH_REVALIDATE',
      'revalidateTag',
      '"revalidateTag" without the second argument is now deprecated, add second argument of "max" or use "updateTag". See more info here: https://nextjs.org/docs/messages/revalidate-tag-single-arg',
    )
  }
  if (tag.length > TAG_LIMIT) return warnTooLong('revalidateTag', tag, TAG_LIMIT)
  const { caching, compat } = scope
  const own = caching?.cache.settings.cacheLife ?? {}
  const grace = compat === 16 ? readGrace(profile, compat, own) : NO_GRACE
  if (grace.isUnknown && scope.init.parity === 'exact') return
  queue(scope, [encodeTag(tag)], grace.expire, expressionOf('revalidateTag', tag, compat))
}

/**
 * Declares that the answers below a path are out of date, and the data that was read for them.
 *
 * @param path - `/blog`, below the mounted directory; or a route such as `/blog/[slug]` together
 *   with a `type`. At most 1,024 characters.
 * @param type - `'layout'`: everything in this directory. `'page'` concerns pages only, of which
 *   there are none here.
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_INVALID_ARGUMENT` for a
 *   path that is no string; `RH_NOT_SUPPORTED` inside a cached function, or under
 *   `dynamic = 'error'`.
 *
 * @example
 * revalidatePath('/blog', 'layout')
 */
export function revalidatePath(path: string, type?: 'layout' | 'page'): void {
  const scope = requireRequest('revalidatePath', path)
  if (path.length > PATH_LIMIT) return warnTooLong('revalidatePath', path, PATH_LIMIT)
  if (!type && /\[[^/]+\]/.test(path)) {
    warnOnce(
      'RH_REVALIDATE',
      `revalidatePath ${scope.route}`,
      `Warning: a dynamic page path "${path}" was passed to "revalidatePath", but the "type" parameter is missing. This has no effect by default, see more info here https://nextjs.org/docs/app/api-reference/functions/revalidatePath`,
    )
  }
  const expression = expressionOf('revalidatePath', path, scope.compat)
  queue(scope, tagsOfPath(path, type), undefined, expression)
}

/**
 * Name of 15 for {@link revalidateTag}.
 *
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` in other versions.
 */
export function unstable_expireTag(...tags: string[]): void {
  refuseOtherThan15('unstable_expireTag', 'revalidateTag')
  for (const tag of tags) revalidateTag(tag)
}

/**
 * Name of 15 for {@link revalidatePath}.
 *
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` in other versions.
 */
export function unstable_expirePath(path: string, type?: 'layout' | 'page'): void {
  refuseOtherThan15('unstable_expirePath', 'revalidatePath')
  revalidatePath(path, type)
}

/** Where the cache is off nothing is stored that could be out of date. */
function queue(
  scope: RequestScope,
  tags: readonly string[],
  expire: number | undefined,
  expression: string,
): void {
  // Behind the answer it no longer matters what that was made of.
  if (scope.phase !== 'after') {
    scope.isDynamic = true
    scope.init.generation?.refuse(expression)
  }
  const { caching } = scope
  if (caching === undefined) return
  const now = caching.cache.tags.view.now()
  for (const tag of tags) caching.invalidations.add(tag, expire, now)
  if (scope.isHandled && scope.isEnded) revalidateLate(scope)
}

function requireRequest(api: ScopedApi, argument: unknown): RequestScope {
  if (typeof argument !== 'string') {
    const what = argument === null ? 'null' : typeof argument
    throw new RouteHandlersError('RH_INVALID_ARGUMENT', `${api} takes a string, got ${what}`)
  }
  const call = `${api}(${JSON.stringify(argument)})`
  refuseInCached('revalidate', call, `${api} ${argument}`)
  const scope = currentScope()
  if (scope) return scope
  throw new RouteHandlersError(
    'RH_OUTSIDE_REQUEST',
    `Invariant: static generation store missing in ${call}. Outside of requests, use the member \`cache\` of what routeHandlers() returned.`,
  )
}

function expressionOf(api: string, argument: string, compat: RequestCache['compat']): string {
  return compat === 16 ? `${api}(${JSON.stringify(argument)})` : `${api} ${argument}`
}

function refuseOtherThan15(api: string, instead: string): void {
  const compat = currentScope()?.compat ?? 15
  if (compat === 15) return
  throw new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    `${api}() is a function of Next.js 15, and the option compat is ${compat}. Call ${instead}() instead.`,
  )
}

function warnTooLong(api: ScopedApi, value: string, limit: number): void {
  warnOnce(
    'RH_REVALIDATE',
    `${api} length`,
    `Warning: ${api} received "${value}" which exceeded max length of ${limit}. See more info here https://nextjs.org/docs/app/api-reference/functions/${api}`,
  )
}

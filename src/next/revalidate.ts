/**
 * Invalidation, as route files call it. Tags drop the values of functions with `'use cache'`;
 * answers are not cached yet, so paths have nothing to drop.
 */
import { RouteHandlersError } from '../errors.js'
import { state } from '../state.js'
import { warnOnce } from '../warn.js'
import { refuseInCached } from './inside-cached.js'
import { currentScope, type RequestScope, type ScopedApi } from './scope.js'

/** How long invalidated data may still be served while it is renewed. */
export type RevalidateProfile = string | { readonly expire?: number }

const TAG_LIMIT = 256
const PATH_LIMIT = 1024

/**
 * Declares that data with this tag is out of date: values of functions with `'use cache'` that
 * have it are dropped now, and again when the handler is done, so that it may call this before it
 * writes. None is served once more while it is renewed, whatever the profile says.
 *
 * @param tag - at most 256 characters.
 * @param profile - since 16: `'max'`, a profile of the cache, or `{ expire: seconds }`.
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_INVALID_ARGUMENT` for a
 * tag that is no string; `RH_NOT_SUPPORTED` inside `'use cache'`.
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
  scope.expiredTags ??= new Set()
  scope.expiredTags.add(tag)
  state.useCache?.expire([tag])
}

/**
 * Drops again what the request has invalidated. Called when a phase of it ends: what was read
 * between the call and the write that followed it is out of date.
 */
export function settleRevalidation(scope: RequestScope): void {
  if (!scope.expiredTags) return
  state.useCache?.expire([...scope.expiredTags])
  scope.expiredTags = undefined
}

/**
 * Declares that the answers below a path are out of date. Accepted without effect: answers are
 * not cached in this version, and values of functions with `'use cache'` belong to no path.
 *
 * @param path - `/blog`, or a route such as `/blog/[slug]` together with a `type`.
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_INVALID_ARGUMENT` for a
 * path that is no string; `RH_NOT_SUPPORTED` inside `'use cache'`.
 *
 * @example
 * revalidatePath('/blog', 'layout')
 */
export function revalidatePath(path: string, type?: 'layout' | 'page'): void {
  const { route } = requireRequest('revalidatePath', path)
  if (path.length > PATH_LIMIT) warnTooLong('revalidatePath', path, PATH_LIMIT)
  else if (!type && /\[[^/]+\]/.test(path)) {
    warnOnce(
      'RH_REVALIDATE',
      `revalidatePath ${route}`,
      `Warning: a dynamic page path "${path}" was passed to "revalidatePath", but the "type" parameter is missing. This has no effect by default, see more info here https://nextjs.org/docs/app/api-reference/functions/revalidatePath`,
    )
  }
}

/** For Server Actions only, as in Next.js: throws `RH_NOT_SUPPORTED` in a handler. */
export function updateTag(_tag: string): never {
  throw new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    'updateTag can only be called from within a Server Action. To invalidate cache tags in Route Handlers or other contexts, use revalidateTag instead. See more info here: https://nextjs.org/docs/app/api-reference/functions/updateTag',
  )
}

/** For Server Actions only, as in Next.js: throws `RH_NOT_SUPPORTED` in a handler. */
export function refresh(): never {
  throw new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    'refresh can only be called from within a Server Action. See more info here: https://nextjs.org/docs/app/api-reference/functions/refresh',
  )
}

function requireRequest(api: ScopedApi, argument: unknown) {
  if (typeof argument !== 'string') {
    const what = argument === null ? 'null' : typeof argument
    throw new RouteHandlersError('RH_INVALID_ARGUMENT', `${api} takes a string, got ${what}`)
  }
  refuseInCached('revalidate', `${api}(${JSON.stringify(argument)})`, `${api} ${argument}`)
  const scope = currentScope()
  if (scope) return scope
  throw new RouteHandlersError(
    'RH_OUTSIDE_REQUEST',
    `Invariant: static generation store missing in ${api}(${JSON.stringify(argument)})`,
  )
}

function warnTooLong(api: ScopedApi, value: string, limit: number): void {
  warnOnce(
    'RH_REVALIDATE',
    `${api} length`,
    `Warning: ${api} received "${value}" which exceeded max length of ${limit}. See more info here https://nextjs.org/docs/app/api-reference/functions/${api}`,
  )
}

/** What follows `'use cache: '`: which kinds are stored, which run each time, which do not exist. */
import { RouteHandlersError } from '../errors.js'
import { warnOnce } from '../warn.js'
import type { CachedMeta } from './cached-run.js'
import type { Engine } from './engine/engine.js'
import { functionName } from './function-name.js'
import type { Cache } from './mount/cache.js'

/**
 * @param cache - in use; without one nothing is stored, of whatever kind.
 * @returns where values of this function are; `undefined` where they are not stored.
 * @throws RouteHandlersError `RH_USE_CACHE` for a kind that does not exist.
 */
export function engineOf(meta: CachedMeta, cache: Cache | undefined): Engine | undefined {
  if (meta.kind !== 'private') {
    const engine = cache?.engineFor('C', meta.kind)
    if (cache && !engine) throw unknownKind(meta)
    return engine
  }
  warnOnce(
    'RH_CACHE_PRIVATE',
    '',
    `"use cache: private" keeps values in the browser, for pages: ${functionName(meta)} and others like it run at each call here.`,
  )
  return undefined
}

function unknownKind(meta: CachedMeta): RouteHandlersError {
  return new RouteHandlersError(
    'RH_USE_CACHE',
    `Unknown cache kind "${meta.kind}" in ${functionName(meta)}. Kinds of your own need a store each, given by the option \`cache.handlers\`. Otherwise write "use cache" or "use cache: remote".`,
  )
}

/** Of a private function that was called by one whose value is for everybody. */
export function nestedPrivate(meta: CachedMeta): RouteHandlersError {
  return new RouteHandlersError(
    'RH_USE_CACHE',
    `\`"use cache: private"\` can't be nested inside \`"use cache"\` because a shared cached function can't depend on private request data. Nest it only inside another \`"use cache: private"\`.\nLearn more: https://nextjs.org/docs/messages/use-cache-private-composition\n\n  ${functionName(meta)}`,
  )
}

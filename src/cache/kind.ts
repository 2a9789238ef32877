/** What follows `'use cache: '`: which kinds are stored, which run each time, which do not exist. */
import { RouteHandlersError } from '../errors.js'
import type { FunctionMeta } from '../modules/use-cache/runtime-shape.js'
import { warnOnce } from '../warn.js'
import { functionName } from './function-name.js'
import type { CacheSettings } from './mount/settings.js'

/** Those that need no store of their own. */
const STORED = new Set(['default', 'remote'])

/**
 * @param settings - of the cache in use; without one nothing is stored, of whatever kind.
 * @returns whether values of this function are stored.
 * @throws RouteHandlersError `RH_USE_CACHE` for a kind that does not exist.
 */
export function isStored(meta: FunctionMeta, settings: CacheSettings | undefined): boolean {
  if (meta.kind !== 'private' && settings === undefined) return false
  if (STORED.has(meta.kind) || hasStore(meta.kind, settings?.handlers)) return true
  if (meta.kind !== 'private') throw unknownKind(meta)
  warnOnce(
    'RH_CACHE_PRIVATE',
    '',
    `"use cache: private" keeps values in the browser, for pages: ${functionName(meta)} and others like it run at each call here.`,
  )
  return false
}

function hasStore(kind: string, handlers: CacheSettings['handlers']): boolean {
  return typeof handlers === 'object' && Object.hasOwn(handlers, kind)
}

function unknownKind(meta: FunctionMeta): RouteHandlersError {
  return new RouteHandlersError(
    'RH_USE_CACHE',
    `Unknown cache kind "${meta.kind}" in ${functionName(meta)}. Kinds of your own need a store each, given by the option \`cache.handlers\`. Otherwise write "use cache" or "use cache: remote".`,
  )
}

/** Of a private function that was called by one whose value is for everybody. */
export function nestedPrivate(meta: FunctionMeta): RouteHandlersError {
  return new RouteHandlersError(
    'RH_USE_CACHE',
    `\`"use cache: private"\` can't be nested inside \`"use cache"\` because a shared cached function can't depend on private request data. Nest it only inside another \`"use cache: private"\`.\nLearn more: https://nextjs.org/docs/messages/use-cache-private-composition\n\n  ${functionName(meta)}`,
  )
}

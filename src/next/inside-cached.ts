/**
 * What a cached function must not call, because its value is for everybody, and what only a
 * function with `'use cache'` may call. The texts are those of Next.js 16, or of 15 where `compat` says so.
 */
import { type CachedForm, type CachedRun, currentRun } from '../cache/cached-run.js'
import { RouteHandlersError } from '../errors.js'
import { currentScope } from './scope.js'

/** `request`: reads what a client can vary. The others change or await something per request. */
export type Forbidden = 'connection' | 'draftMode' | 'request' | 'revalidate'

const LEARN_MORE = 'https://nextjs.org/docs/messages/next-request-in-use-cache'
const LEARN_MORE_PRIVATE = 'https://nextjs.org/docs/app/api-reference/directives/use-cache-private'
const LEARN_MORE_UNSTABLE = 'https://nextjs.org/docs/app/api-reference/functions/unstable_cache'
const LEARN_MORE_REVALIDATE = 'https://nextjs.org/docs/messages/revalidate-in-use-cache'
const LEARN_MORE_RENDERING =
  'https://nextjs.org/docs/app/building-your-application/rendering/static-and-dynamic#dynamic-rendering'

/** The functions that work nowhere else. */
const OUTSIDE = {
  cacheLife: 'https://nextjs.org/docs/messages/cache-life-outside-use-cache',
  cacheTag: 'https://nextjs.org/docs/messages/cache-tag-outside-use-cache',
} as const

/**
 * @param call - as the message of 16 names it: `cookies()`.
 * @param call15 - as that of 15 does: `cookies`.
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` inside a cached function.
 */
export function refuseInCached(rule: Forbidden, call: string, call15 = call): void {
  const run = currentRun()
  if (!run && rule === 'revalidate') return refuseInGenerator(call)
  // A private function is run for one request, and may read it.
  if (!run || (rule === 'request' && run.isPrivate)) return
  const scope = currentScope()
  const message =
    scope && scope.compat < 16
      ? `Route ${scope.route} used "${call15}" ${textOf15(rule, call15, run)}`
      : `${prefix()}\`${call}\` ${textOf16(rule, run)}`
  throw new RouteHandlersError('RH_NOT_SUPPORTED', message)
}

/** Who lists the parameters of a path must not change what others see. */
function refuseInGenerator(call: string): void {
  const generator = currentScope()?.init.without
  if (generator === undefined) return
  throw new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    `${prefix()}\`${call}\` can't be called inside \`${generator}\`. Call it from a Server Action or Route Handler instead.\nLearn more: ${LEARN_MORE_REVALIDATE}`,
  )
}

/**
 * The cached function that the calling code runs in.
 *
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` outside of `'use cache'`.
 */
export function requireCached(api: keyof typeof OUTSIDE): CachedRun {
  const run = currentRun()
  if (run && run.form !== 'unstable_cache') return run
  const message =
    (currentScope()?.compat ?? 16) < 16
      ? `\`${api}()\` can only be called inside a "use cache" function.`
      : `${prefix()}\`${api}()\` can only be called inside a \`"use cache"\` or \`"use cache: private"\` function.\nLearn more: ${OUTSIDE[api]}`
  throw new RouteHandlersError('RH_NOT_SUPPORTED', message)
}

function prefix(): string {
  const scope = currentScope()
  return scope ? `Route "${scope.route}": ` : ''
}

const FORMS: Readonly<Record<CachedForm, string>> = {
  'use cache': '`"use cache"`',
  cached: '`cached()`',
  unstable_cache: '`unstable_cache()`',
}

function textOf16(rule: Forbidden, { form, isPrivate }: CachedRun): string {
  const isUnstable = form === 'unstable_cache'
  const inside = FORMS[form]
  const learnMore = isUnstable ? LEARN_MORE_UNSTABLE : LEARN_MORE
  switch (rule) {
    case 'request':
      return `can't be read inside ${inside}. Read it outside the cached function and pass what you need as an argument.\nLearn more: ${learnMore}`
    case 'connection':
      return isPrivate
        ? `can't be called inside \`"use cache: private"\` because private cached functions may run during prefetching, without a navigation request. Call it outside the cached function.\nLearn more: ${LEARN_MORE_PRIVATE}`
        : `can't be called inside ${inside} because cached functions may run during prerendering, without an incoming request. Call it outside the cached function.\nLearn more: ${learnMore}`
    case 'draftMode':
      return `can't be called inside ${inside}. Draft mode can be read inside a cached function, but enabling or disabling it must happen outside.\nLearn more: ${learnMore}`
    case 'revalidate':
      return `can't be called inside a cached function. Call it from a Server Action or Route Handler instead.\nLearn more: ${LEARN_MORE_REVALIDATE}`
  }
}

function textOf15(rule: Forbidden, call: string, { form }: CachedRun): string {
  const isUnstable = form === 'unstable_cache'
  const inside = isUnstable
    ? 'inside a function cached with "unstable_cache(...)"'
    : 'inside "use cache"'
  const learnMore = isUnstable ? LEARN_MORE_UNSTABLE : LEARN_MORE
  switch (rule) {
    case 'request':
      return `${inside}. Accessing Dynamic data sources inside a cache scope is not supported. If you need this data inside a cached function use "${call}" outside of the cached function and pass the required dynamic data in as an argument. See more info here: ${learnMore}`
    case 'connection':
      return isUnstable
        ? `${inside}. The \`connection()\` function is used to indicate the subsequent code must only run when there is an actual Request, but caches must be able to be produced before a Request so this function is not allowed in this scope. See more info here: ${learnMore}`
        : `${inside}. The \`connection()\` function is used to indicate the subsequent code must only run when there is an actual request, but caches must be able to be produced before a request, so this function is not allowed in this scope. See more info here: ${learnMore}`
    case 'draftMode':
      return `${inside}. The enabled status of draftMode can be read in caches but you must not enable or disable draftMode inside a cache. See more info here: ${learnMore}`
    case 'revalidate':
      return `${isUnstable ? inside : 'inside a "use cache"'} which is unsupported. To ensure revalidation is performed consistently it must always happen outside of renders and cached functions. See more info here: ${LEARN_MORE_RENDERING}`
  }
}

/**
 * `next/headers`: the request and its cookies, from anywhere below a handler. Evaluating this
 * module is what makes the dispatcher open a scope for each request (performance of Node 20 and
 * 22, where an entered `AsyncLocalStorage` slows the process down).
 */
import { state } from '../state.js'
import { type CookieStore, cookieStore } from './cookie-store.js'
import { type DraftMode, draftModeOf } from './draft-mode.js'
import { refuseInCached } from './inside-cached.js'
import { type ReadonlyHeaders, readonlyHeaders } from './readonly-headers.js'
import { currentScope, requireScope } from './scope.js'
import { shape } from './sync-access.js'

export type { CookieStore, DraftMode, ReadonlyHeaders }

/** Name that the codemod of Next.js 15 writes into files that still read synchronously. */
export type UnsafeUnwrappedCookies = CookieStore
/** As {@link UnsafeUnwrappedCookies}, for `headers()`. */
export type UnsafeUnwrappedHeaders = ReadonlyHeaders
/** As {@link UnsafeUnwrappedCookies}, for `draftMode()`. */
export type UnsafeUnwrappedDraftMode = DraftMode

state.scopeWanted = true
state.isDraft ??= () => {
  const scope = currentScope()
  return scope !== undefined && draftModeOf(scope).isEnabled
}

const COOKIES = ['get', 'getAll', 'has', 'set', 'delete', 'toString']
const HEADERS = [
  ...['append', 'delete', 'get', 'getSetCookie', 'has', 'set'],
  ...['forEach', 'keys', 'values', 'entries', Symbol.iterator],
]
const DRAFT_MODE = ['isEnabled', 'enable', 'disable']

/**
 * The cookies of the request. What is set or deleted here is sent with the response.
 *
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_NOT_SUPPORTED` inside
 * `'use cache'`.
 *
 * @example
 * export async function POST() {
 *   const store = await cookies()
 *   store.set('theme', 'dark', { httpOnly: true, maxAge: 3600 })
 *   return Response.json({ before: store.get('theme')?.value })
 * }
 */
export function cookies(): Promise<CookieStore> {
  refuseInCached('request', 'cookies()', 'cookies')
  const scope = requireScope('cookies')
  scope.touch('cookies()')
  return shape(scope, 'cookies', cookieStore(scope), COOKIES)
}

/**
 * The headers of the request, read-only.
 *
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request; `RH_NOT_SUPPORTED` inside
 * `'use cache'`.
 *
 * @example
 * const language = (await headers()).get('accept-language')
 */
export function headers(): Promise<ReadonlyHeaders> {
  refuseInCached('request', 'headers()', 'headers')
  const scope = requireScope('headers')
  scope.touch('headers()')
  return shape(scope, 'headers', readonlyHeaders(scope), HEADERS)
}

/**
 * The switch of draft mode, which shows a visitor what is not published yet.
 *
 * @throws RouteHandlersError `RH_OUTSIDE_REQUEST` outside a request.
 *
 * @example
 * export async function GET() {
 *   ;(await draftMode()).enable()
 *   redirect('/preview')
 * }
 */
export function draftMode(): Promise<DraftMode> {
  const scope = requireScope('draftMode')
  if (scope.compat === 14) scope.touch('draftMode()')
  return shape(scope, 'draftMode', draftModeOf(scope), DRAFT_MODE)
}

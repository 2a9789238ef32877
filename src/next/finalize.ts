/**
 * The `Set-Cookie` lines of an answer. Next.js parses and rewrites the lines of the `Response`
 * as soon as `cookies()` was changed, and loses `Max-Age=0`, unknown attributes and duplicates
 * on the way; here they stay as they are unless `parity: 'exact'` asks for the loss (D-h).
 */
import {
  ResponseCookies as LossyResponseCookies,
  type ResponseCookie,
  stringifyCookie,
} from '@edge-runtime/cookies'
import { cookiesOf } from '../fetch/set-cookie-lines.js'
import { Headers } from '../natives.js'
import { refuseSplit } from './cookie-rules.js'
import type { RequestScope } from './scope.js'
import { cookieName } from './set-cookie.js'

/**
 * All `Set-Cookie` lines to send, in order: those of the response, then those of `cookies()`
 * that the response does not name. Settles the cookies of the request: later changes throw.
 *
 * @param response - what the handler returned, or the answer made for its `redirect()`.
 */
export function mergeCookies(scope: RequestScope, response: { headers: Headers }): string[] {
  if (scope.phase === 'handler') scope.phase = 'sent'
  const own = cookiesOf(response.headers)
  const changed = scope.cookieStore?.changed() ?? []
  if (changed.length === 0) return own
  return scope.init.parity === 'exact' ? mergeWithLoss(own, changed) : mergeVerbatim(own, changed)
}

function mergeVerbatim(own: string[], changed: ResponseCookie[]): string[] {
  const named = new Set(own.map(cookieName))
  return [...own, ...changed.filter(({ name }) => !named.has(name)).map(stringifyCookie)]
}

/** Next.js's algorithm, on its own classes. */
function mergeWithLoss(own: string[], changed: ResponseCookie[]): string[] {
  const headers = new Headers()
  for (const line of own) headers.append('set-cookie', line)
  const cookies = new LossyResponseCookies(headers)
  const returned = cookies.getAll()
  for (const cookie of returned) refuseSplit(cookie)
  for (const cookie of [...changed, ...returned]) cookies.set(cookie)
  return headers.getSetCookie()
}

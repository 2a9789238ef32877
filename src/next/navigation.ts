/**
 * `next/navigation`: leaving a handler by throwing. The dispatcher turns what these functions
 * throw into a response; code that catches errors around them must let it pass
 * (`unstable_rethrow`).
 */
import { digestOf, httpErrorSignal, redirectSignal } from './control-flow.js'
import { currentScope } from './scope.js'

export {
  unstable_isUnrecognizedActionError,
  useParams,
  usePathname,
  useRouter,
  useSearchParams,
  useSelectedLayoutSegment,
  useSelectedLayoutSegments,
  useServerInsertedHTML,
} from './client-hooks.js'
export { ReadonlyURLSearchParams } from './readonly-search-params.js'

/** How a Next.js client changes its history; a handler's answer is the same for both. */
export const RedirectType = { push: 'push', replace: 'replace' } as const
export type RedirectType = (typeof RedirectType)[keyof typeof RedirectType]

/**
 * Answers with 307, or 303 to the submission of a form. Cookies set before are sent.
 *
 * @param url - sent as it is, relative or absolute. Check it when it comes from the client.
 *
 * @example
 * export function GET() {
 *   redirect('/login')
 * }
 */
export function redirect(url: string, type: RedirectType = 'replace'): never {
  throw redirectSignal(url, type, 307)
}

/**
 * Answers with 308, or 303 to the submission of a form. Cookies set before are sent.
 *
 * @param url - as for {@link redirect}.
 *
 * @example
 * permanentRedirect('https://example.com/new-home')
 */
export function permanentRedirect(url: string, type: RedirectType = 'replace'): never {
  throw redirectSignal(url, type, 308)
}

/**
 * Answers with an empty 404. Cookies set before are dropped.
 *
 * @example
 * const user = (await findUser(id)) ?? notFound()
 */
export function notFound(): never {
  throw httpErrorSignal(404, currentScope()?.compat ?? 16)
}

/**
 * Answers with an empty 403. Unlike in Next.js it needs no flag. Cookies set before are dropped.
 *
 * @example
 * if (!session.isAdmin) forbidden()
 */
export function forbidden(): never {
  throw httpErrorSignal(403, currentScope()?.compat ?? 16)
}

/**
 * Answers with an empty 401. Unlike in Next.js it needs no flag. Cookies set before are dropped.
 *
 * @example
 * if (!session) unauthorized()
 */
export function unauthorized(): never {
  throw httpErrorSignal(401, currentScope()?.compat ?? 16)
}

/**
 * Throws the error again if it is one that `redirect()`, `notFound()` or their kin threw, or was
 * caused by one. To be called first in a `catch` block around them.
 *
 * @example
 * try {
 *   if (!session) redirect('/login')
 * } catch (error) {
 *   unstable_rethrow(error)
 *   log(error)
 * }
 */
export function unstable_rethrow(error: unknown): void {
  if (/^NEXT_(?:REDIRECT|HTTP_ERROR_FALLBACK|NOT_FOUND)\b/.test(digestOf(error) ?? '')) throw error
  if (error instanceof Error && error.cause !== undefined) unstable_rethrow(error.cause)
}

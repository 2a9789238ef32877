/**
 * The `Location` header of `redirect()`. Next.js sends the URL as it comes, which fails for
 * characters outside Latin-1; here they are percent-encoded, relative stays relative, and no
 * origin is added or changed (R13).
 */
import { RouteHandlersError } from '../errors.js'
import { warnOnce } from '../warn.js'

/** Control characters split headers; browsers read `\` as `/`, so `/\evil.example` leaves. */
const REFUSED = /[\p{Cc}\\]/u
/** Everything that RFC 3986 does not allow in a URI; `%` stays, what is encoded stays. */
const UNSAFE = /[^\w\-.~:/?#[\]@!$&'()*+,;=%]+/g
/** Half of a surrogate pair, for which there are no bytes: U+FFFD, as in the URL standard. */
const LONE = /\p{Cs}/gu
const ELSEWHERE = /^(?:\/\/|(?!https?:)[a-z][a-z0-9+.-]*:)/i

/**
 * @param dev - whether to warn about targets that code rarely means: `//host`, `javascript:`.
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for control characters and `\`.
 */
export function locationOf(url: string, dev: boolean): string {
  if (REFUSED.test(url)) {
    throw new RouteHandlersError(
      'RH_INVALID_ARGUMENT',
      `redirect(${JSON.stringify(url)}): a URL must not contain control characters or "\\". Check targets that come from the client.`,
    )
  }
  if (dev && ELSEWHERE.test(url)) {
    warnOnce(
      'RH_REDIRECT',
      url,
      `redirect(${JSON.stringify(url)}) leaves this site or is no http(s) URL. Check targets that come from the client.`,
    )
  }
  return url.replace(LONE, '\ufffd').replace(UNSAFE, encodeURIComponent)
}

/** The check of `NextRequest` and of `NextResponse.redirect()`: absolute URLs only. */
import { RouteHandlersError } from '../errors.js'
import { URL } from '../natives.js'
import type { NextURL } from './url.js'

/**
 * The URL as a string, normalised by the URL parser (so without control characters).
 *
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT`, in Next.js's words, for a relative one.
 */
export function absoluteURL(url: string | URL | NextURL): string {
  try {
    return String(new URL(String(url)))
  } catch (cause) {
    throw new RouteHandlersError(
      'RH_INVALID_ARGUMENT',
      `URL is malformed "${String(url)}". Please use only absolute URLs - https://nextjs.org/docs/messages/middleware-relative-urls`,
      { cause },
    )
  }
}

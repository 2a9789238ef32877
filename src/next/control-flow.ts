/**
 * What `redirect()`, `notFound()` and their kin throw, and how the dispatcher reads it: by the
 * `digest` property, never by class, so that those thrown by a real `next` or by another copy of
 * this package count too (NXT-3).
 */
import { RouteHandlersError } from '../errors.js'
import type { Compat } from './scope.js'

const REDIRECT = 'NEXT_REDIRECT'
const HTTP_ERROR = 'NEXT_HTTP_ERROR_FALLBACK'
/** What `notFound()` threw up to 14. */
const NOT_FOUND_14 = 'NEXT_NOT_FOUND'

export type HttpErrorStatus = 401 | 403 | 404

/** What a thrown value asks for. */
export type ControlFlow =
  | { readonly kind: 'redirect'; readonly url: string; readonly status: number }
  | { readonly kind: 'http-error'; readonly status: HttpErrorStatus }

/** An error that Next.js code recognises by its digest. */
export function signal(message: string, digest: string): Error & { digest: string } {
  return Object.assign(new Error(message), { digest })
}

export function redirectSignal(url: string, type: 'push' | 'replace', status: number): Error {
  return signal(REDIRECT, `${REDIRECT};${type};${url};${status};`)
}

export function httpErrorSignal(status: HttpErrorStatus, compat: Compat): Error {
  const digest = status === 404 && compat === 14 ? NOT_FOUND_14 : `${HTTP_ERROR};${status}`
  return signal(digest, digest)
}

/** The digest of a thrown value, where it has one. */
export function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  try {
    const digest: unknown = Reflect.get(error, 'digest')
    return typeof digest === 'string' ? digest : undefined
  } catch {
    // A getter or a revoked proxy: whatever was thrown, reading it must not throw again.
    return undefined
  }
}

/**
 * Reads a thrown value.
 *
 * @returns `undefined` when it is an error like any other.
 * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for a redirect to the empty string, as Next.js
 * does when it answers.
 */
export function interpretThrown(error: unknown, compat: Compat): ControlFlow | undefined {
  const digest = digestOf(error)
  if (digest === undefined) return undefined
  return digest.startsWith(`${REDIRECT};`)
    ? readRedirect(digest, compat, error)
    : readHttpError(digest, compat)
}

/** `NEXT_REDIRECT;<type>;<url>;<status>;` where the URL may contain `;` itself. */
function readRedirect(digest: string, compat: Compat, cause: unknown): ControlFlow | undefined {
  const parts = digest.split(';')
  if (parts.length < 5) return undefined
  const url = parts.slice(2, -2).join(';')
  const status = Number(parts.at(-2))
  const known = parts[1] === 'push' || parts[1] === 'replace'
  // 303 exists since 15.
  if (!known || !(status === 307 || status === 308 || (status === 303 && compat > 14))) {
    return undefined
  }
  if (url === '') {
    throw new RouteHandlersError(
      'RH_INVALID_ARGUMENT',
      'Invariant: Unexpected redirect url format',
      { cause },
    )
  }
  return { kind: 'redirect', url, status }
}

function readHttpError(digest: string, compat: Compat): ControlFlow | undefined {
  if (digest === NOT_FOUND_14) {
    return compat === 14 ? { kind: 'http-error', status: 404 } : undefined
  }
  const [name, code] = digest.split(';')
  const status = Number(code)
  if (name !== HTTP_ERROR || (status !== 401 && status !== 403 && status !== 404)) return undefined
  return { kind: 'http-error', status }
}

/**
 * What `cookies()` gives in a handler: the cookies of the request, changed in place. What was
 * set or deleted is sent with the response (`finalize.ts`).
 */
import type { ResponseCookie } from '@edge-runtime/cookies'
import { RouteHandlersError } from '../errors.js'
import { CookieView } from './cookie-view.js'
import { RequestCookies } from './cookies.js'
import type { RequestScope } from './scope.js'

/** Next.js's words, once the response is closed, and where it is made for everybody. */
export const READONLY =
  'Cookies can only be modified in a Server Action or Route Handler. Read more: https://nextjs.org/docs/app/api-reference/functions/cookies#options'
/** Next.js loses such a cookie silently. */
const SENT =
  'Cookies can no longer be modified: the headers of the response are already settled. Set them before the handler returns, not while its body streams.'

/** What `cookies()` gives: the cookies of the request, and those to send. */
export class CookieStore extends CookieView {
  readonly #scope: RequestScope
  readonly #cookies = new Map<string, ResponseCookie>()
  readonly #changed = new Set<string>()

  constructor(scope: RequestScope) {
    super()
    this.#scope = scope
    for (const [name, { value }] of new RequestCookies(scope.init.request.headers)) {
      this.#cookies.set(name, { name, value, path: '/' })
    }
  }

  /** Cookies that were set or deleted: those of the request first, each in its place. */
  changed(): ResponseCookie[] {
    return this.getAll().filter(cookie => this.#changed.has(cookie.name))
  }

  protected override read(): Map<string, ResponseCookie> {
    return this.#cookies
  }

  protected override write(cookie: ResponseCookie): void {
    const { phase, init } = this.#scope
    const isForEverybody = init.generation?.visibility === 'force-static'
    if (phase !== 'handler' || isForEverybody) {
      throw new RouteHandlersError('RH_READONLY', phase === 'sent' ? SENT : READONLY)
    }
    this.#cookies.set(cookie.name, cookie)
    this.#changed.add(cookie.name)
  }
}

/** The one store of a request. */
export function cookieStore(scope: RequestScope): CookieStore {
  scope.cookieStore ??= new CookieStore(scope)
  return scope.cookieStore
}

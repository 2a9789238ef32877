/**
 * Draft mode: on while the request carries the cookie `__prerender_bypass` with the id of this
 * deployment, which nobody can guess.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { RouteHandlersError } from '../errors.js'
import { Headers } from '../natives.js'
import { cookieStore } from './cookie-store.js'
import { RequestCookies } from './cookies.js'
import { refuseInCached } from './inside-cached.js'
import type { RequestScope } from './scope.js'

const COOKIE = '__prerender_bypass'

/** What `draftMode()` gives: whether draft mode is on, and the switch. */
export class DraftMode {
  readonly #scope: RequestScope
  #enabled: boolean

  constructor(scope: RequestScope) {
    this.#scope = scope
    this.#enabled = sameSecret(cookieStore(scope).get(COOKIE)?.value, scope.init.draftModeId)
  }

  /** Whether draft mode is on. Since 15 it follows `enable()` and `disable()` at once. */
  get isEnabled(): boolean {
    return this.#enabled
  }

  /** Turns draft mode on for this browser. */
  enable(): void {
    this.#change('enable', { value: this.#scope.init.draftModeId })
  }

  /** Turns draft mode off for this browser. */
  disable(): void {
    this.#change('disable', { value: '', expires: new Date(0) })
  }

  #change(method: 'enable' | 'disable', cookie: { value: string; expires?: Date }): void {
    refuseInCached('draftMode', `draftMode().${method}()`)
    const { route, phase, compat, init } = this.#scope
    if (phase === 'after') {
      throw new RouteHandlersError(
        'RH_READONLY',
        `Route ${route} used "draftMode().${method}()" inside \`after()\`. The enabled status of \`draftMode()\` can be read inside \`after()\` but you cannot enable or disable \`draftMode()\`. See more info here: https://nextjs.org/docs/app/api-reference/functions/after`,
      )
    }
    cookieStore(this.#scope).set({
      name: COOKIE,
      ...cookie,
      path: '/',
      httpOnly: true,
      // The preview of a CMS shows the site in a frame: cross-site, which needs `Secure`.
      secure: !init.dev,
      sameSite: init.dev ? 'lax' : 'none',
    })
    if (compat > 14) this.#enabled = method === 'enable'
  }
}

/** @param cookies - the `Cookie` field of a request that no function of `next/headers` has read yet. */
export function isDraftRequest(cookies: string | undefined, draftModeId: string): boolean {
  if (cookies === undefined || !cookies.includes(COOKIE)) return false
  const given = new RequestCookies(new Headers({ cookie: cookies })).get(COOKIE)?.value
  return sameSecret(given, draftModeId)
}

/** Compares without telling by its duration how much was right. */
function sameSecret(given: string | undefined, secret: string): boolean {
  if (!given || !secret) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

/** The one switch of a request. */
export function draftModeOf(scope: RequestScope): DraftMode {
  scope.draftMode ??= new DraftMode(scope)
  return scope.draftMode
}

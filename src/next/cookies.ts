/**
 * The cookie classes of Next.js. `RequestCookies` is that of `@edge-runtime/cookies`, which
 * Next.js itself bundles; `ResponseCookies` keeps its behaviour towards cookies it sets, and
 * leaves every other `Set-Cookie` line as it is (docs/decisions/020).
 */
import {
  RequestCookies as EdgeRequestCookies,
  type RequestCookie,
  type ResponseCookie,
  stringifyCookie,
} from '@edge-runtime/cookies'
import { shared } from '../state.js'
import { CookieView } from './cookie-view.js'
import { cookieName, parseSetCookie } from './set-cookie.js'

export type { RequestCookie, ResponseCookie }

/**
 * The cookies of a request: `request.cookies`.
 *
 * @example
 * request.cookies.get('theme')?.value
 */
export const RequestCookies: typeof EdgeRequestCookies = shared(
  'RequestCookies',
  EdgeRequestCookies,
)
export type RequestCookies = EdgeRequestCookies

class ResponseCookiesClass extends CookieView {
  readonly #headers: Headers
  /** Cookies as they were set, by the line they became: `get()` gives back what `set()` took. */
  readonly #set = new Map<string, ResponseCookie>()

  constructor(headers: Headers) {
    super()
    this.#headers = headers
  }

  /** The last cookie of a name wins, in the place of the first. */
  protected override read(): Map<string, ResponseCookie> {
    const cookies = new Map<string, ResponseCookie>()
    for (const line of this.#headers.getSetCookie()) {
      const cookie = this.#set.get(line) ?? parseSetCookie(line)
      cookies.set(cookie.name, cookie)
    }
    return cookies
  }

  protected override write(cookie: ResponseCookie): void {
    const line = stringifyCookie(cookie)
    const lines = this.#headers.getSetCookie()
    const place = lines.findIndex(other => cookieName(other) === cookie.name)
    if (place === -1) this.#headers.append('set-cookie', line)
    else this.#replace(lines, place, line, cookie.name)
    this.#set.set(line, cookie)
  }

  #replace(lines: readonly string[], place: number, line: string, name: string): void {
    const kept = lines.filter((other, i) => i === place || cookieName(other) !== name)
    kept[place] = line
    this.#headers.delete('set-cookie')
    for (const value of kept) this.#headers.append('set-cookie', value)
  }

  static {
    Object.defineProperty(ResponseCookiesClass, 'name', { value: 'ResponseCookies' })
  }
}

/**
 * The `Set-Cookie` headers of a response: `NextResponse#cookies`.
 *
 * @example
 * const response = NextResponse.json({ ok: true })
 * response.cookies.set('theme', 'dark', { httpOnly: true, maxAge: 3600 })
 */
export const ResponseCookies: typeof ResponseCookiesClass = shared(
  'ResponseCookies',
  ResponseCookiesClass,
)
export type ResponseCookies = ResponseCookiesClass

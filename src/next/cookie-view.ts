/**
 * What `cookies()` in a handler and `NextResponse#cookies` have in common: the methods of
 * `ResponseCookies` of `@edge-runtime/cookies`, over cookies that a subclass keeps.
 */
import { type ResponseCookie, stringifyCookie } from '@edge-runtime/cookies'
import { checkCookie, warnAboutCookie } from './cookie-rules.js'
import { currentScope } from './scope.js'

/** Attributes of a cookie that is set. */
export type CookieOptions = Partial<Omit<ResponseCookie, 'name' | 'value'>>

/** A cookie by its name, or by an object that has one. */
type Named = string | Pick<ResponseCookie, 'name'>

const nameOf = (cookie: Named): string => (typeof cookie === 'string' ? cookie : cookie.name)

export abstract class CookieView {
  /** Cookies by name, in the order they are sent. */
  protected abstract read(): Map<string, ResponseCookie>
  protected abstract write(cookie: ResponseCookie): void

  /** The cookie of a name, with the attributes known of it. */
  get(name: Named): ResponseCookie | undefined {
    return this.read().get(nameOf(name))
  }

  /** All cookies, or the one of a name. */
  getAll(name?: Named): ResponseCookie[] {
    const all = [...this.read().values()]
    return name === undefined ? all : all.filter(cookie => cookie.name === nameOf(name))
  }

  has(name: string): boolean {
    return this.read().has(name)
  }

  /**
   * Sets a cookie. `Path` is `/` unless given; `maxAge` (seconds) also sets `Expires`.
   *
   * @throws TypeError when the name or an attribute would not survive as part of `Set-Cookie`.
   */
  set(name: string, value: string, options?: CookieOptions): this
  set(cookie: ResponseCookie): this
  set(cookie: string | ResponseCookie, value?: string, options?: CookieOptions): this {
    const isNamed = typeof cookie === 'string'
    const complete = copyOf(isNamed ? options : cookie)
    if (isNamed) Object.assign(complete, { name: cookie, value })
    fillIn(complete)
    checkCookie(complete)
    if (currentScope()?.init.dev) warnAboutCookie(complete, stringifyCookie(complete))
    this.write(complete)
    return this
  }

  /** Sets the cookie to nothing, expired; `path` and `domain` must be those it was set with. */
  delete(cookie: string | Omit<ResponseCookie, 'value' | 'expires'>): this {
    const given = typeof cookie === 'string' ? { name: cookie } : cookie
    return this.set({ ...given, value: '', expires: new Date(0) })
  }

  /** The `Set-Cookie` lines, joined with `; `, for logging. */
  toString(): string {
    return this.getAll().map(stringifyCookie).join('; ')
  }
}

/**
 * Property by property: V8 of Node.js 20 makes a hidden class of its own for every object that is
 * spread and then changed, which costs it microseconds.
 */
function copyOf(cookie: Partial<ResponseCookie> = {}): ResponseCookie {
  const copy: Record<string, unknown> = {}
  // Assigned, `__proto__` of what JSON.parse() gave would become the prototype.
  for (const name of Object.keys(cookie))
    if (name !== '__proto__') copy[name] = Reflect.get(cookie, name)
  return copy as unknown as ResponseCookie
}

/** Next.js's defaults: root path; numbers become dates; a truthy `maxAge` implies `Expires`. */
function fillIn(cookie: ResponseCookie): void {
  const { expires, maxAge } = cookie
  cookie.path ??= '/'
  if (typeof expires === 'number') cookie.expires = new Date(expires)
  if (maxAge) cookie.expires = new Date(Date.now() + maxAge * 1000)
}

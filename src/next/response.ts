/**
 * `NextResponse`. `json()` is written here instead of calling `Response.json`, which something
 * may have replaced by a function that calls `NextResponse.json`.
 */
import { wholeBody } from '../fetch/whole-body.js'
import { Headers, Response } from '../natives.js'
import { shared } from '../state.js'
import { absoluteURL } from './absolute-url.js'
import { ResponseCookies } from './cookies.js'
import type { NextURL } from './url.js'

const ENCODER = new TextEncoder()

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** Carries the type of `json()` data; there is no such property. */
declare const BODY: unique symbol

/** `BodyInit`, a name that only the DOM's types have; without them it would be `any`. */
type ResponseBody = ConstructorParameters<typeof Response>[0]

/** What `NextResponse.next()` and `.rewrite()` take. */
export interface MiddlewareResponseInit extends ResponseInit {
  /** Replaces headers of the request, in a Next.js proxy. */
  readonly request?: { readonly headers?: Headers }
}

class NextResponseClass<Body = unknown> extends Response {
  declare readonly [BODY]?: Body
  #cookies: ResponseCookies | undefined

  constructor(body?: ResponseBody, init?: ResponseInit) {
    const late = wholeBody(body)
    super(late ?? body, init)
    // A stream has no type of its own; a text has (Fetch standard, "extract a body").
    if (late && typeof body === 'string')
      setDefault(super.headers, 'text/plain;charset=UTF-8', init)
  }

  /** The `Set-Cookie` headers of this response. */
  get cookies(): ResponseCookies {
    this.#cookies ??= new ResponseCookies(this.headers)
    return this.#cookies
  }

  /**
   * A response with a JSON body.
   *
   * @throws TypeError when there is no JSON for `data`, e.g. for `undefined` or a cycle.
   */
  static override json<T>(data: T, init?: ResponseInit): NextResponse<T> {
    refusePrimitive(init)
    const body: string | undefined = JSON.stringify(data)
    if (body === undefined) throw new TypeError('Value is not JSON serializable')
    const response = new NextResponseClass<T>(wholeBody(body) ?? ENCODER.encode(body), init)
    setDefault(response.headers, 'application/json', init)
    return response
  }

  /**
   * An empty response that sends the client elsewhere.
   *
   * @param init - a status (301, 302, 303, 307, 308; default 307), or an init that may have one.
   * @throws RangeError for another status; RouteHandlersError for a relative URL.
   */
  static override redirect(
    url: string | URL | NextURL,
    init?: number | ResponseInit,
  ): NextResponse<unknown> {
    const given = typeof init === 'number' ? { status: init } : init
    const status = given?.status ?? 307
    if (!REDIRECTS.includes(status)) {
      throw new RangeError('Failed to execute "redirect" on "response": Invalid status code')
    }
    const headers = new Headers(given?.headers)
    headers.set('location', absoluteURL(url))
    return new NextResponseClass(null, { ...statusOf(given), status, headers })
  }

  /** For a Next.js proxy. A handler that returns it fails: it has nothing to rewrite to. */
  static rewrite(
    destination: string | URL | NextURL,
    init?: MiddlewareResponseInit,
  ): NextResponse<unknown> {
    return middlewareResponse('x-middleware-rewrite', absoluteURL(destination), init)
  }

  /** For a Next.js proxy. A handler that returns it fails: there is nothing behind it. */
  static next(init?: MiddlewareResponseInit): NextResponse<unknown> {
    return middlewareResponse('x-middleware-next', '1', init)
  }

  static {
    Object.defineProperty(NextResponseClass, 'name', { value: 'NextResponse' })
  }
}

/** Without an init there are no headers to look through. */
function setDefault(headers: Headers, contentType: string, init: unknown): void {
  if (!init || !headers.has('content-type')) headers.set('content-type', contentType)
}

/** Web IDL, conversion to a dictionary. `json(data, 201)` would otherwise answer 200. */
function refusePrimitive(init: unknown): void {
  if (init === undefined || init === null) return
  if (typeof init === 'object' || typeof init === 'function') return
  throw new TypeError(`The init of NextResponse.json() must be an object, not ${typeof init}`)
}

/** Read by name: an init may be a `Response`, whose members a spread would lose. */
function statusOf(init: ResponseInit | undefined): ResponseInit {
  const { status, statusText } = init ?? {}
  return {
    ...(status !== undefined && { status }),
    ...(statusText !== undefined && { statusText }),
  }
}

function middlewareResponse(
  name: string,
  value: string,
  init: MiddlewareResponseInit | undefined,
): NextResponse<unknown> {
  const headers = new Headers(init?.headers)
  headers.set(name, value)
  const replaced = init?.request?.headers
  if (replaced) {
    if (!(replaced instanceof Headers)) {
      throw new TypeError('request.headers must be an instance of Headers')
    }
    for (const [key, text] of replaced) headers.set(`x-middleware-request-${key}`, text)
    headers.set('x-middleware-override-headers', [...replaced.keys()].join(','))
  }
  return new NextResponseClass(null, { ...statusOf(init), headers })
}

/**
 * A `Response` with `cookies`, and with the shorthands of Next.js.
 *
 * @example
 * export function GET() {
 *   const response = NextResponse.json({ ok: true })
 *   response.cookies.set('seen', '1')
 *   return response
 * }
 */
export const NextResponse: typeof NextResponseClass = shared('NextResponse', NextResponseClass)
export type NextResponse<Body = unknown> = NextResponseClass<Body>

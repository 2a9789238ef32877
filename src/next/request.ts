/**
 * `NextRequest`. Requests that came over the wire have this class in their prototype chain
 * without its constructor having run (`src/fetch/lazy-request.ts`), so everything here is
 * computed from the public members of `this` when it is first asked for.
 */
import { type InspectOptions, inspect } from 'node:util'
import { RouteHandlersError } from '../errors.js'
import { Request, URL } from '../natives.js'
import { shared } from '../state.js'
import { absoluteURL } from './absolute-url.js'
import { RequestCookies } from './cookies.js'
import type { NextURLConfig } from './pathname.js'
import { extrasOf, type Geo, type NextRequestInit, setExtras } from './request-extras.js'
import { NextURL } from './url.js'

export type { Geo, NextRequestInit }

const nativeURL = Object.getOwnPropertyDescriptor(Request.prototype, 'url')!.get!

/** Next.js calls the loopback addresses localhost in URLs that are given to the constructor. */
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[::1\])$/

const SHOWN = ['method', 'url', 'nextUrl', 'headers', 'cookies', 'bodyUsed', 'signal'] as const

/**
 * A body that is a stream needs `duplex` (Fetch standard); Next.js fills it in. The init is read
 * where it is: what it inherits counts too, as of a `Request` of another package.
 */
function withDuplex(init: NextRequestInit): NextRequestInit {
  return new Proxy(init, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      return name === 'duplex' ? (value ?? 'half') : value
    },
  })
}

class NextRequestClass extends Request {
  /**
   * @param input - an absolute URL, or a request to copy.
   * @throws RouteHandlersError `RH_INVALID_ARGUMENT` for a relative URL.
   */
  constructor(input: string | URL | Request, init?: NextRequestInit | null) {
    const target = input instanceof Request ? input : absoluteURL(urlOf(input))
    super(target, init?.body ? withDuplex(init) : (init ?? undefined))
    const { geo, ip, nextConfig } = init ?? {}
    setExtras(this, {
      // A copy keeps its URL: 127.0.0.1 may be what the host server said (D-a).
      ...(typeof target === 'object' && { url: target.url }),
      init: { ...(geo && { geo }), ...(ip && { ip }), ...(nextConfig && { nextConfig }) },
    })
  }

  /** The cookies of the request. Changes show in its `cookie` header and nowhere else. */
  get cookies(): RequestCookies {
    const own = extrasOf(this)
    own.cookies ??= new RequestCookies(this.headers)
    return own.cookies
  }

  /** The URL in parts, to read or to change a copy of; `url` stays as it is. */
  get nextUrl(): NextURL {
    const own = extrasOf(this)
    const nextConfig = own.init?.nextConfig
    own.nextUrl ??= new NextURL(this.url, nextConfig && { nextConfig })
    return own.nextUrl
  }

  /** @deprecated Removed in Next.js 15; `undefined` unless given to the constructor. */
  get geo(): Geo | undefined {
    return extrasOf(this).init?.geo
  }

  /** @deprecated Removed in Next.js 15; `undefined` unless given to the constructor. */
  get ip(): string | undefined {
    return extrasOf(this).init?.ip
  }

  /** @deprecated Removed from Next.js. */
  get page(): never {
    throw new RouteHandlersError(
      'RH_NOT_SUPPORTED',
      'The request.page has been deprecated in favour of `URLPattern`.\n  Read more: https://nextjs.org/docs/messages/middleware-request-page',
    )
  }

  /** @deprecated Removed from Next.js. */
  get ua(): never {
    throw new RouteHandlersError(
      'RH_NOT_SUPPORTED',
      'The request.ua has been removed in favour of `userAgent` function.\n  Read more: https://nextjs.org/docs/messages/middleware-parse-user-agent',
    )
  }

  static {
    Object.defineProperty(NextRequestClass, 'name', { value: 'NextRequest' })
    Object.defineProperties(NextRequestClass.prototype, {
      url: {
        configurable: true,
        enumerable: true,
        get(this: NextRequestClass) {
          const own = extrasOf(this)
          own.url ??= constructedURL(Reflect.apply(nativeURL, this, []), own.init?.nextConfig)
          return own.url
        },
      },
      [inspect.custom]: {
        configurable: true,
        value(this: NextRequestClass, _depth: number, options: InspectOptions) {
          const shown = Object.fromEntries(SHOWN.map(name => [name, this[name]]))
          return `NextRequest ${inspect(shown, options)}`
        },
      },
    })
  }
}

/** Requests of other packages count by their `url`. */
function urlOf(input: string | URL | { readonly url: string }): string {
  return typeof input === 'object' && 'url' in input ? input.url : String(input)
}

/** `url` as it was given to the constructor. */
function constructedURL(href: string, nextConfig: NextURLConfig | undefined): string {
  // What has nothing to be rewritten keeps what NextURL would drop, such as an empty query.
  if (!nextConfig && !LOOPBACK.test(new URL(href).hostname)) return href
  const url = new NextURL(href, nextConfig ? { nextConfig } : {})
  if (LOOPBACK.test(url.hostname)) url.hostname = 'localhost'
  return url.href
}

/**
 * The request a handler gets: a `Request` with `cookies` and `nextUrl`.
 *
 * @example
 * export function GET(request: NextRequest) {
 *   return Response.json({ page: request.nextUrl.searchParams.get('page') })
 * }
 */
export const NextRequest: typeof NextRequestClass = shared('NextRequest', NextRequestClass)
export type NextRequest = NextRequestClass

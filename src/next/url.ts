/**
 * `NextURL`, the type of `request.nextUrl`: a URL that knows about the base path, the trailing
 * slash and the locale of a Next.js application. Unlike Next.js it never rewrites 127.0.0.1 to
 * localhost, because the origin is what the host server says (D-a).
 */
import { inspect } from 'node:util'
import { URL } from '../natives.js'
import { shared } from '../state.js'
import { formatPathname, type NextURLConfig, type PathnameInfo, readPathname } from './pathname.js'
import { TARGET, URLMembers } from './url-members.js'

export interface NextURLOptions {
  /** What a relative URL is relative to. */
  readonly base?: string | URL
  /** Settings of `next.config`. A handler's own URL has none. */
  readonly nextConfig?: NextURLConfig
}

const NO_CONFIG: NextURLConfig = Object.freeze({})

class NextURLClass extends URLMembers {
  #info: PathnameInfo
  readonly #config: NextURLConfig

  /** @throws TypeError for a relative URL without a base. */
  constructor(input: string | URL, options?: NextURLOptions)
  constructor(input: string | URL, base?: string | URL, options?: NextURLOptions)
  constructor(
    input: string | URL,
    baseOrOptions?: string | URL | NextURLOptions,
    options?: NextURLOptions,
  ) {
    const hasBase = isBase(baseOrOptions)
    const base = hasBase ? baseOrOptions : baseOrOptions?.base
    const settings = hasBase ? options : (baseOrOptions ?? options)
    super(new URL(String(input), base && String(base)))
    this.#config = settings?.nextConfig ?? NO_CONFIG
    this.#info = this.#analyse()
  }

  #analyse(): PathnameInfo {
    const info = readPathname(this[TARGET], this.#config)
    if (info.pathname !== this[TARGET].pathname) this[TARGET].pathname = info.pathname
    return info
  }

  get href(): string {
    const { protocol, host, search, hash } = this[TARGET]
    return `${protocol}//${host}${formatPathname(this.pathname, this.#info)}${search}${hash}`
  }
  set href(value: string) {
    this[TARGET] = new URL(value)
    this.#info = this.#analyse()
  }

  /** `''`, or a path with a leading slash. */
  get basePath(): string {
    return this.#info.basePath
  }
  set basePath(value: string) {
    this.#info.basePath = value.startsWith('/') ? value : `/${value}`
  }

  /** `''` without an i18n configuration. */
  get locale(): string {
    return this.#info.locale ?? ''
  }
  /** @throws TypeError for a locale that is not configured. */
  set locale(value: string) {
    if (!this.#info.locale || !this.#config.i18n?.locales.includes(value)) {
      throw new TypeError(`The NextURL configuration includes no locale "${value}"`)
    }
    this.#info.locale = value
  }

  get defaultLocale(): string | undefined {
    return this.#info.defaultLocale
  }

  get domainLocale(): PathnameInfo['domainLocale'] {
    return this.#info.domainLocale
  }

  /** Always `undefined` in a handler. */
  get buildId(): string | undefined {
    return this.#info.buildId
  }
  set buildId(value: string | undefined) {
    this.#info.buildId = value
  }

  override toString(): string {
    return this.href
  }

  toJSON(): string {
    return this.href
  }

  clone(): NextURL {
    return new NextURLClass(this.href, { nextConfig: this.#config })
  }

  static {
    Object.defineProperty(NextURLClass, 'name', { value: 'NextURL' })
    Object.defineProperty(NextURLClass.prototype, inspect.custom, {
      configurable: true,
      value(this: NextURLClass) {
        return `NextURL ${inspect(this.href)}`
      },
    })
  }
}

function isBase(value: string | URL | NextURLOptions | undefined): value is string | URL {
  return typeof value === 'string' || (value !== undefined && 'href' in value)
}

/**
 * A URL as `request.nextUrl` gives it. Changing it does not change `request.url`.
 *
 * @example
 * const url = request.nextUrl.clone()
 * url.pathname = '/login'
 * return NextResponse.redirect(url)
 */
export const NextURL: typeof NextURLClass = shared('NextURL', NextURLClass)
export type NextURL = NextURLClass

/**
 * The parts that Next.js sees in a pathname: `<basePath>/<locale><pathname>`, with or without a
 * trailing slash. Reading and formatting are inverse.
 */

export interface I18NConfig {
  readonly locales: readonly string[]
  readonly defaultLocale: string
  readonly domains?: readonly DomainLocale[]
}

export interface DomainLocale {
  readonly domain: string
  readonly defaultLocale: string
  readonly locales?: readonly string[]
  readonly http?: true
}

/** The part of `next.config` that URLs depend on. */
export interface NextURLConfig {
  readonly basePath?: string
  readonly i18n?: I18NConfig | null
  readonly trailingSlash?: boolean
}

export interface PathnameInfo {
  readonly pathname: string
  basePath: string
  buildId: string | undefined
  locale: string | undefined
  readonly defaultLocale: string | undefined
  readonly domainLocale: DomainLocale | undefined
  /** Whether `href` ends in a slash. */
  readonly trailingSlash: boolean
}

function hasPrefix(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`)
}

function stripPrefix(pathname: string, prefix: string): string {
  return pathname.slice(prefix.length) || '/'
}

export function readPathname(url: URL, config: NextURLConfig): PathnameInfo {
  const { i18n } = config
  if (!i18n && !config.basePath) return plainPathname(url.pathname, config)
  const basePath =
    config.basePath && hasPrefix(url.pathname, config.basePath) ? config.basePath : ''
  const inside = basePath ? stripPrefix(url.pathname, basePath) : url.pathname
  const first = inside.split('/', 2)[1]?.toLowerCase()
  const prefix = i18n?.locales.find(locale => locale.toLowerCase() === first)
  const domainLocale = i18n?.domains?.find(({ domain }) => sameHost(domain, url.hostname))
  const defaultLocale = domainLocale?.defaultLocale ?? i18n?.defaultLocale
  return {
    pathname: prefix === undefined ? inside : stripPrefix(inside, `/${prefix}`),
    basePath,
    buildId: undefined,
    locale: prefix ?? defaultLocale,
    defaultLocale,
    domainLocale,
    trailingSlash:
      url.pathname === '/' ? Boolean(config.trailingSlash) : url.pathname.endsWith('/'),
  }
}

/** As in a handler: nothing of the path is a base path or a locale. */
function plainPathname(pathname: string, { trailingSlash = false }: NextURLConfig): PathnameInfo {
  return {
    pathname,
    basePath: '',
    buildId: undefined,
    locale: undefined,
    defaultLocale: undefined,
    domainLocale: undefined,
    trailingSlash: pathname === '/' ? Boolean(trailingSlash) : pathname.endsWith('/'),
  }
}

function sameHost(domain: string, hostname: string): boolean {
  return domain.split(':', 1)[0]?.toLowerCase() === hostname
}

export function formatPathname(pathname: string, info: PathnameInfo): string {
  const { basePath, defaultLocale, locale, trailingSlash } = info
  const prefix = locale && locale !== defaultLocale ? `/${locale}` : ''
  const bare = `${basePath}${prefix}${pathname}`.replace(/\/$/, '')
  return trailingSlash || bare === '' ? `${bare}/` : bare
}

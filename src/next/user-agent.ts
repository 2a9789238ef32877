/**
 * `userAgent()` of `next/server`, on version 1 of ua-parser-js, the one that Next.js bundles
 * (docs/decisions/021). The parser is loaded by the first call.
 */

/** What a `User-Agent` header says. */
export interface UserAgent {
  readonly ua: string
  /** Whether it names a well-known crawler or link preview. */
  readonly isBot: boolean
  readonly browser: { readonly name?: string; readonly version?: string; readonly major?: string }
  readonly device: { readonly model?: string; readonly type?: string; readonly vendor?: string }
  readonly engine: { readonly name?: string; readonly version?: string }
  readonly os: { readonly name?: string; readonly version?: string }
  readonly cpu: { readonly architecture?: string }
}

/** Crawlers and link previews, by the word in their `User-Agent` that nothing else has. */
const BOTS = new RegExp(
  [
    // Google
    ...['Googlebot', 'Mediapartners-Google', 'AdsBot-Google', 'Storebot-Google', 'GoogleOther'],
    ...['Google-InspectionTool', 'Google-PageRenderer', 'Google-Extended', 'googleweblight'],
    // other search engines
    ...['Bingbot', 'BingPreview', 'Slurp', 'DuckDuckBot', 'Baiduspider', 'Yandex', 'Sogou'],
    ...['Applebot', 'ia_archiver'],
    // previews of links in messengers and networks
    ...['LinkedInBot', 'bitlybot', 'tumblr', 'vkShare', 'quora link preview', 'redditbot'],
    ...['facebookexternalhit', 'facebookcatalog', 'Twitterbot', 'Slackbot', 'Discordbot'],
    ...['WhatsApp', 'SkypeUriPreview'],
  ].join('|'),
  'i',
)

let parser: typeof import('ua-parser-js') | undefined

/**
 * Reads a `User-Agent` string.
 *
 * @example
 * userAgentFromString('Mozilla/5.0 … Firefox/130.0').browser.name // 'Firefox'
 */
export function userAgentFromString(input: string | undefined): UserAgent {
  parser ??= require('ua-parser-js') as typeof import('ua-parser-js')
  const parsed = new parser.UAParser(input ?? '').getResult()
  return { ...parsed, isBot: input !== undefined && BOTS.test(input) } as UserAgent
}

/**
 * Reads the `User-Agent` header of a request.
 *
 * @param request - anything with `headers`.
 *
 * @example
 * export function GET(request: NextRequest) {
 *   const { device } = userAgent(request)
 *   return Response.json({ viewport: device.type ?? 'desktop' })
 * }
 */
export function userAgent(request: { readonly headers: Headers }): UserAgent {
  return userAgentFromString(request.headers.get('user-agent') ?? undefined)
}

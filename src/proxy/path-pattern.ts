/**
 * The `source` of a matcher or of a header rule: the grammar of path-to-regexp 6, which Next.js
 * compiles with the same settings.
 */
import {
  type Key,
  parse,
  pathToRegexp,
  regexpToFunction,
  type Token,
  tokensToRegexp,
} from 'path-to-regexp'

/** What a source has captured, as it was sent; repeated parts as an array. */
export type SourceParams = Readonly<Record<string, string | readonly string[]>>

/** Longer sources are refused by Next.js too. */
const LONGEST = 4096

/**
 * The paths that a matcher of a proxy stands for. Case counts, a slash behind them does not.
 *
 * @throws Error in Next.js's words for a source that cannot be parsed.
 */
export function matcherPattern(source: string): RegExp {
  check(source)
  // What Next.js adds, so that the data of a page is guarded with the page.
  const suffix = source === '/' ? '(/?index|/?index\\.json)?' : '{(\\.json)}?'
  return inNextsWords(source, () => {
    // By itself first: an open bracket would take what is added for its own.
    parse(source)
    const { source: text } = regexpOf(parse(source + suffix))
    return new RegExp(text)
  })
}

/**
 * The paths of a header rule, with what they capture. Case does not count.
 *
 * @throws Error in Next.js's words for a source that cannot be parsed.
 */
export function rulePattern(source: string): (path: string) => SourceParams | undefined {
  check(source)
  return inNextsWords(source, () => {
    const keys: Key[] = []
    const match = regexpToFunction<Record<string, string | string[]>>(
      pathToRegexp(source, keys, { delimiter: '/', sensitive: false, strict: true }),
      keys,
    )
    return path => {
      const found = match(path)
      if (!found) return undefined
      const named = Object.entries(found.params).filter(([name]) => !/^\d+$/.test(name))
      return Object.fromEntries(named)
    }
  })
}

/** Puts what a source has captured in the place of `:name`, with or without a modifier. */
export function fillIn(text: string, params: SourceParams): string {
  if (!text.includes(':')) return text
  return text.replace(/:(\w+)[*+?]?/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    return value === undefined ? whole : [value].flat().join('/')
  })
}

function check(source: string): void {
  if (!source.startsWith('/')) throw new Error('source must start with /')
  if (source.length > LONGEST) {
    throw new Error(`exceeds max built length of ${LONGEST} for route`)
  }
}

/** Since 6.3 path-to-regexp refuses a repeated part with nothing in front; Next.js then adds a slash. */
function regexpOf(tokens: Token[]): RegExp {
  try {
    return tokensToRegexp(tokens)
  } catch {
    return tokensToRegexp(tokens.map(withPrefix))
  }
}

function withPrefix(token: Token): Token {
  if (typeof token === 'string' || token.prefix !== '' || token.suffix !== '') return token
  return /[*+]/.test(token.modifier) ? { ...token, prefix: '/' } : token
}

function inNextsWords<T>(source: string, compile: () => T): T {
  try {
    return compile()
  } catch (cause) {
    throw new Error(`Invalid source '${source}': ${(cause as Error).message}`, { cause })
  }
}

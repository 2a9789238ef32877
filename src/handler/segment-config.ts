/**
 * Segment config: the named constants that a route file exports beside its methods
 * (Next.js "Route Segment Config"). Checked when the file is loaded.
 */
import type { FetchCache } from '../cache/request-cache.js'
import { RouteHandlersError } from '../errors.js'

export interface SegmentConfig {
  readonly dynamic?: 'auto' | 'force-dynamic' | 'error' | 'force-static'
  readonly dynamicParams?: boolean
  /** Seconds, or `false`. */
  readonly revalidate?: number | false
  readonly fetchCache?: FetchCache
  readonly runtime?: 'nodejs' | 'edge' | 'experimental-edge'
  readonly preferredRegion?: string | readonly string[]
  /** Seconds after which the request is given up with 504. */
  readonly maxDuration?: number
}

interface Rule {
  readonly allows: (value: unknown) => boolean
  /** As Next.js would complete "…, must be". */
  readonly expected: string
}

const oneOf = (...values: readonly string[]): Rule => ({
  allows: value => values.includes(value as string),
  expected: values.map(value => `"${value}"`).join(' | '),
})

const isSeconds = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0

const RULES: { readonly [K in keyof Required<SegmentConfig>]: Rule } = {
  dynamic: oneOf('auto', 'force-dynamic', 'error', 'force-static'),
  dynamicParams: { allows: value => typeof value === 'boolean', expected: 'a boolean' },
  revalidate: {
    allows: value => value === false || isSeconds(value),
    expected: 'a non-negative number or false',
  },
  fetchCache: oneOf(
    'auto',
    'default-cache',
    'only-cache',
    'force-cache',
    'force-no-store',
    'default-no-store',
    'only-no-store',
  ),
  runtime: oneOf('nodejs', 'edge', 'experimental-edge'),
  preferredRegion: {
    allows: value =>
      typeof value === 'string' ||
      (Array.isArray(value) && value.every(region => typeof region === 'string')),
    expected: 'a string or an array of strings',
  },
  maxDuration: { allows: isSeconds, expected: 'a non-negative integer' },
}

/** @throws RouteHandlersError `RH_INVALID_EXPORT` with Next.js's wording and the file. */
export function readSegmentConfig(
  exports: Readonly<Record<string, unknown>>,
  route: string,
  file: string,
): SegmentConfig {
  const config: Record<string, unknown> = {}
  for (const [name, rule] of Object.entries(RULES)) {
    const value = exports[name]
    if (value === undefined) continue
    if (!rule.allows(value)) throw invalid(name, value, rule.expected, route, file)
    config[name] = value
  }
  if (config['runtime'] === 'edge' && exports['generateStaticParams'] !== undefined) {
    const message = `Page "${route}/route" cannot use both \`export const runtime = 'edge'\` and export \`generateStaticParams\`.`
    throw new RouteHandlersError('RH_INVALID_EXPORT', `${message} (${file})`, { file })
  }
  return config
}

function invalid(name: string, value: unknown, expected: string, route: string, file: string) {
  return new RouteHandlersError(
    'RH_INVALID_EXPORT',
    `Invalid segment configuration options detected for "${route}": Invalid ${name} value ` +
      `${JSON.stringify(value)} on "${route}", must be ${expected}. Change the export in ${file}.`,
    { file },
  )
}

/** `robots.ts` → the text of `/robots.txt`, to the newline as Next 16.4.6 writes it. */
import { URL } from '../natives.js'
import type { Compat } from '../next/scope.js'
import { fault, isObject, kindOf } from './fault.js'

const FIX =
  'Return { rules: { userAgent, allow, disallow }, sitemap } as MetadataRoute.Robots says.'

/** @throws RouteHandlersError `RH_INVALID_METADATA` for what is no such description. */
export function robotsText(data: unknown, file: string, compat: Compat): string {
  if (!isObject(data)) {
    fault(file, `The robots function returned ${kindOf(data)} instead of an object.`, FIX)
  }
  const { rules, host, sitemap } = data
  const lines: string[] = []
  for (const rule of Array.isArray(rules) ? rules : [rules]) {
    if (!isObject(rule)) fault(file, `A rule of the robots file is ${kindOf(rule)}.`, FIX)
    lines.push(...ruleLines(rule, file))
    // A field that no standard names is written since 16.
    if (compat === 16) lines.push(...otherLines(rule['other'], file))
    lines.push('')
  }
  if (host) lines.push(`Host: ${single(host, 'host', file)}`)
  if (sitemap) lines.push(...listed('Sitemap', sitemap, 'sitemap', file))
  return lines.map(line => `${line}\n`).join('')
}

function ruleLines(rule: Readonly<Record<string, unknown>>, file: string): string[] {
  const { userAgent, allow, disallow, crawlDelay } = rule
  const lines = listed('User-Agent', userAgent || '*', 'userAgent', file)
  if (allow) lines.push(...listed('Allow', allow, 'allow', file))
  if (disallow) lines.push(...listed('Disallow', disallow, 'disallow', file))
  if (crawlDelay) lines.push(`Crawl-delay: ${single(crawlDelay, 'crawlDelay', file)}`)
  return lines
}

function otherLines(other: unknown, file: string): string[] {
  if (other === undefined || other === null) return []
  if (!isObject(other)) fault(file, `"other" of a robots rule is ${kindOf(other)}.`, FIX)
  return Object.entries(other).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : listed(name, value, name, file),
  )
}

function listed(field: string, value: unknown, name: string, file: string): string[] {
  return [value].flat().map(each => `${field}: ${single(each, name, file)}`)
}

function single(value: unknown, name: string, file: string): string {
  const isText = typeof value === 'string' || value instanceof URL
  if (isText || typeof value === 'number') return String(value)
  return fault(file, `"${name}" of the robots file is ${kindOf(value)}.`, FIX)
}

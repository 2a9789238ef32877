/**
 * Reading one `Set-Cookie` line, as `@edge-runtime/cookies` does where it works: that package
 * decodes values twice, so `a=100%25` throws, and drops a line whose value is not valid
 * percent-encoding. Attribute names are compared without case and without `-`.
 */
import type { ResponseCookie } from '@edge-runtime/cookies'

const SAME_SITE = ['strict', 'lax', 'none'] as const
const PRIORITY = ['low', 'medium', 'high'] as const

/** Splits at the first `=`; a part without one means `true`, as in Next.js. */
function pair(part: string): [name: string, value: string] {
  const at = part.indexOf('=')
  return at === -1 ? [part, 'true'] : [part.slice(0, at), part.slice(at + 1)]
}

/** A cookie's name is what stands before the first `=`, without the spaces around it. */
export function cookieName(line: string): string {
  const end = line.indexOf(';')
  const [name] = pair(end === -1 ? line : line.slice(0, end))
  return SPACED.test(name) ? name.replace(/^[ \t]+/, '').trimEnd() : name
}

const SPACED = /^[ \t]|\s$/

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function oneOf<T extends string>(allowed: readonly T[], value: string): T | undefined {
  return allowed.find(name => name === value.toLowerCase())
}

/** Parses a line. Never throws; unknown and invalid attributes are left out. */
export function parseSetCookie(line: string): ResponseCookie {
  const [first = '', ...rest] = line.split(/; */)
  const attributes = new Map<string, string>()
  for (const [name, value] of rest.filter(Boolean).map(pair)) {
    attributes.set(name.toLowerCase().replaceAll('-', ''), value)
  }
  const expires = new Date(attributes.get('expires') ?? Number.NaN)
  const maxAge = Number(attributes.get('maxage') ?? Number.NaN)
  const { domain, path } = Object.fromEntries(attributes)
  const sameSite = oneOf(SAME_SITE, attributes.get('samesite') ?? '')
  const priority = oneOf(PRIORITY, attributes.get('priority') ?? '')
  return {
    name: cookieName(line),
    value: decode(pair(first)[1]),
    ...(domain && { domain }),
    ...(!Number.isNaN(expires.getTime()) && { expires }),
    ...(attributes.has('httponly') && { httpOnly: true }),
    ...(!Number.isNaN(maxAge) && { maxAge }),
    ...(path && { path }),
    ...(sameSite && { sameSite }),
    ...(attributes.has('secure') && { secure: true }),
    ...(attributes.has('partitioned') && { partitioned: true }),
    ...(priority && { priority }),
  }
}

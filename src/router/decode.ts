/**
 * The only place where a parameter is decoded, once. What it refuses are the values that have
 * fooled file systems, SQL drivers and proxies behind routers; Next passes NUL and backslash on
 * and answers 500 to a malformed escape.
 */
import type { Refusal } from './route.js'

const MALFORMED: Refusal = Object.freeze({ refused: 'malformed-encoding' })
const NUL: Refusal = Object.freeze({ refused: 'nul' })
const BACKSLASH: Refusal = Object.freeze({ refused: 'backslash' })

/** HTTP/2 lets such bytes through, HTTP/1 does not; nothing says in which charset they are. */
const NOT_ASCII = /[^\0-\x7f]/

/**
 * Decodes one path segment. `+` stays a plus: it is a space in queries, not in paths.
 *
 * @param lenient - let NUL and backslash pass (`parity: 'exact'`).
 */
export function decodeValue(raw: string, lenient: boolean): string | Refusal {
  if (NOT_ASCII.test(raw)) return MALFORMED
  let value = raw
  if (raw.includes('%')) {
    try {
      value = decodeURIComponent(raw)
    } catch {
      return MALFORMED
    }
  }
  if (lenient) return value
  if (value.includes('\0')) return NUL
  return value.includes('\\') ? BACKSLASH : value
}

/** Decodes the rest of a path, split before decoding: `2%2F3` is one part. */
export function decodeParts(raw: string, lenient: boolean): string[] | Refusal {
  const parts: string[] = []
  for (const part of raw.split('/')) {
    const value = decodeValue(part, lenient)
    if (typeof value !== 'string') return value
    parts.push(value)
  }
  return parts
}

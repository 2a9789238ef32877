/**
 * The hash of a path segment, made while the path is read. The digits of an escape count as upper
 * case, in which canonical segments have them (RFC 3986 §6.2.2.1).
 */

/** Adds a character to a hash that began as 0. */
export function addToHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0
}

export function hashOf(segment: string): number {
  let hash = 0
  for (let at = 0; at < segment.length; at++) hash = addToHash(hash, segment.charCodeAt(at))
  return hash
}

export function upperHexDigit(code: number): number {
  return code >= 97 && code <= 102 ? code - 32 : code
}

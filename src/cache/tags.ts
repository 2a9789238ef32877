/** Tags of cached values: Next.js's limits, and its encoding of what a header could not carry. */
import { warnOnce } from '../warn.js'
import { requestCache } from './request-cache.js'

/** Characters of one tag. */
const LENGTH_LIMIT = 256
/** Tags of one value from which on Next.js drops them. */
const WARNING_LIMIT = 128
/** Tags of one value from which on we no longer store it: a dropped tag could not expire it. */
export const STORED_LIMIT = 1024

/** Idempotent: `ü` and `%C3%BC` are one tag. */
export function encodeTag(tag: string): string {
  return tag.replace(/[^\t\x20-\x7e]+/g, run =>
    [...Buffer.from(run)].map(byte => `%${byte.toString(16).toUpperCase()}`).join(''),
  )
}

/**
 * The tags that can be used, encoded. Warns of the others, and of too many, in Next.js's words.
 *
 * @param to - what was given them, for messages.
 */
export function validTags(tags: readonly unknown[], known: number, to = '`cacheTag()`'): string[] {
  const valid = tags.filter(isValid)
  const invalid = tags.filter(tag => !isValid(tag))
  if (invalid.length > 0) warnOfInvalid(invalid, to)
  if (requestCache()?.parity === 'exact') return withoutSurplus(valid, to).map(encodeTag)
  if (known + valid.length > WARNING_LIMIT) {
    warnOnce(
      'RH_CACHE_TAG',
      'count',
      `Warning: exceeded max tag count for ${to}: ${known + valid.length} tags. Next.js drops those beyond ${WARNING_LIMIT}; here a value with more than ${STORED_LIMIT} is not stored.`,
    )
  }
  return valid.map(encodeTag)
}

/** As Next.js, which counts those of one call, and keeps the first of those that it says it drops. */
function withoutSurplus(tags: readonly string[], to: string): readonly string[] {
  if (tags.length <= WARNING_LIMIT) return tags
  const dropped = tags.slice(WARNING_LIMIT).join(', ')
  warnOnce(
    'RH_CACHE_TAG',
    'count',
    `Warning: exceeded max tag count for ${to}, dropped tags: ${dropped}`,
  )
  return tags.slice(0, WARNING_LIMIT + 1)
}

function isValid(tag: unknown): tag is string {
  return typeof tag === 'string' && tag.length <= LENGTH_LIMIT
}

function warnOfInvalid(tags: readonly unknown[], to: string): void {
  const lines = tags.map(tag => {
    const isText = typeof tag === 'string'
    const reason = isText
      ? `exceeded max length of ${LENGTH_LIMIT}`
      : 'invalid type, must be a string'
    return `tag: "${String(tag)}" ${reason}`
  })
  const message = [`Warning: invalid tags passed to ${to}: `, ...lines].join('\n')
  warnOnce('RH_CACHE_TAG', lines.join('\n'), message)
}

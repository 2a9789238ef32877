/** Conditional requests for a stored answer (RFC 9110 §13). */
import { createHash } from 'node:crypto'

/** Bytes of a hash that are enough to tell two bodies apart. */
const TAG_BYTES = 16

/** Weak: a coding that is put on behind the cache changes the bytes. */
export function weakETag(body: Uint8Array): string {
  const digest = createHash('sha256').update(body).digest().subarray(0, TAG_BYTES)
  return `W/"${digest.toString('base64url')}"`
}

/** Whether the client has the answer: it asked for another one only (§13.1.2, §13.1.3). */
export function isNotModified(
  request: {
    readonly ifNoneMatch?: string | undefined
    readonly ifModifiedSince?: string | undefined
  },
  stored: { readonly etag: string | undefined; readonly lastModified: string | undefined },
): boolean {
  if (request.ifNoneMatch !== undefined) return matches(request.ifNoneMatch, stored.etag)
  if (request.ifModifiedSince === undefined || stored.lastModified === undefined) return false
  const [since, modified] = [request.ifModifiedSince, stored.lastModified].map(Date.parse)
  return modified! <= since!
}

/** A list of entity tags, or `*`; by weak comparison (§8.8.3.2). */
function matches(field: string, etag: string | undefined): boolean {
  if (field.trim() === '*') return true
  if (etag === undefined) return false
  const opaque = etag.replace(/^W\//, '')
  return [...field.matchAll(/"[^"]*"/g)].some(([tag]) => tag === opaque)
}

/**
 * Whether a body is what its `Content-Encoding` says. That of a fetched answer is not: the platform
 * has decoded it, and handlers pass its headers on. One that a handler has compressed itself is,
 * and must not be given to everybody.
 */

/** What the bytes of each coding begin with; those of Brotli begin with anything. */
const BEGINNINGS: Readonly<Record<string, (body: Buffer) => boolean>> = {
  // RFC 1952 §2.3.1
  gzip: body => body[0] === 0x1f && body[1] === 0x8b,
  'x-gzip': body => body[0] === 0x1f && body[1] === 0x8b,
  // RFC 1950 §2.2
  deflate: body => body.length > 1 && (body[0]! & 15) === 8 && body.readUInt16BE(0) % 31 === 0,
  // RFC 8878 §3.1.1
  zstd: body => body.length > 3 && body.readUInt32LE(0) === 0xfd2fb528,
}

export function isStillCoded({ headers, url }: Response, body: Buffer): boolean {
  const coding = headers.get('content-encoding')?.trim().toLowerCase()
  if (coding === undefined || url) return false
  return BEGINNINGS[coding]?.(body) ?? false
}

/** The header fields of metadata answers, as each Next.js version sends them. */
import { extname } from 'node:path'
import type { MetadataKind } from '../router/metadata-file.js'
import type { MetadataSettings } from './metadata-module.js'

const TEXT_TYPES: Partial<Record<MetadataKind, string>> = {
  robots: 'text/plain',
  sitemap: 'application/xml',
  manifest: 'application/manifest+json',
}

/** By extension. Webpack builds of Next.js 16 have no entry for GIF and call it text. */
const IMAGE_TYPES: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

export const REVALIDATE = 'public, max-age=0, must-revalidate'
const NO_CACHE = 'no-cache, no-store'
const FOR_EVER = 'public, immutable, no-transform, max-age=31536000'

export function contentTypeOf(kind: MetadataKind, file: string): string {
  return TEXT_TYPES[kind] ?? IMAGE_TYPES[extname(file)] ?? 'application/octet-stream'
}

/**
 * Of a file that is served as it is. Up to 15, Next.js lets every such file but the favicon be kept
 * for a year, as if its URL named its bytes; here that is so for images, and for a sitemap only
 * with `parity: 'exact'`.
 */
export function cacheControlOfFile(
  kind: MetadataKind,
  { compat, parity, dev }: MetadataSettings,
): string {
  if (dev) return NO_CACHE
  if (compat === 16 || kind === 'favicon') return REVALIDATE
  return TEXT_TYPES[kind] === undefined || parity === 'exact' ? FOR_EVER : REVALIDATE
}

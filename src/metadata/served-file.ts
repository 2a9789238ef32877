/**
 * A metadata file that is served as it is: `favicon.ico`, `robots.txt`, `opengraph-image.png`. The
 * cache keeps its bytes, with an ETag; without a cache it is read for each request.
 */
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Handler } from '../handler/route-module.js'
import { Response } from '../natives.js'
import type { MetadataKind } from '../router/metadata-file.js'
import { fault } from './fault.js'
import { cacheControlOfFile, contentTypeOf } from './fields.js'
import type { MetadataSettings } from './metadata-module.js'

/** MiB, and the name in the message of Next.js. */
const LIMITS: Partial<Record<MetadataKind, readonly [number, string]>> = {
  'opengraph-image': [8, 'Open Graph'],
  'twitter-image': [5, 'Twitter'],
}

/** @throws RouteHandlersError `RH_INVALID_METADATA` for an image that no crawler would take. */
export function servedFile(file: string, kind: MetadataKind, settings: MetadataSettings): Handler {
  checkSize(kind, file, statSync(file, { throwIfNoEntry: false })?.size ?? 0)
  const headers = {
    'content-type': contentTypeOf(kind, file),
    'cache-control': cacheControlOfFile(kind, settings),
  }
  return async () => {
    const bytes = await readFile(file)
    checkSize(kind, file, bytes.byteLength)
    return new Response(bytes, { headers })
  }
}

/** In the words of Next.js. */
function checkSize(kind: MetadataKind, file: string, bytes: number): void {
  const limit = LIMITS[kind]
  const size = bytes / 1024 / 1024
  if (limit === undefined || size <= limit[0]) return
  const [most, name] = limit
  fault(
    file,
    `File size for ${name} image ${JSON.stringify(file)} exceeds ${most}MB. (Current: ${size.toFixed(2)}MB)\n` +
      'Read more: https://nextjs.org/docs/app/api-reference/file-conventions/metadata/opengraph-image#image-files-jpg-png-gif',
    'Make the image smaller.',
  )
}

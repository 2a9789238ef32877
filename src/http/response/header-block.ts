/**
 * The size of a head over HTTP/2. A block beyond nghttp2's limit is dropped without a word, and the
 * client waits for an answer that never comes.
 */
import { RouteHandlersError } from '../../errors.js'
import type { ResponseHead } from './head.js'

/** nghttp2's default, less what the host's middleware may add. Bytes. */
const LONGEST_BLOCK = 65_536 - 8_192

/** How nghttp2 estimates a field, whatever it comes to when compressed. Bytes. */
const PER_FIELD = 12

/** @throws RouteHandlersError `RH_BAD_RESPONSE` for a head that HTTP/2 could not carry. */
export function checkBlock({ fields, setCookie, vary = '' }: ResponseHead): void {
  let bytes = vary.length
  for (const [name, value] of fields) bytes += name.length + value.length + PER_FIELD
  for (const cookie of setCookie) bytes += 'set-cookie'.length + cookie.length + PER_FIELD
  if (bytes <= LONGEST_BLOCK) return
  throw new RouteHandlersError(
    'RH_BAD_RESPONSE',
    `The response headers come to ${bytes} bytes, and HTTP/2 carries ${LONGEST_BLOCK} at most. ` +
      'Send less in headers.',
  )
}

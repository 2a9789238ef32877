/**
 * Ends a response with a body that is there as a whole. Node writes head and body in one piece
 * only if the body is a string, and encodes both alike. A head must be latin1 (RFC 9110 §5.5), so
 * the body is, too: of ASCII, and of bytes read as latin1, the outcome is the same.
 */
import { ServerResponse } from 'node:http'
import { recycle } from '../../fetch/recycled-bytes.js'
import type { NodeResponse } from '../messages.js'

/** Beyond this a copy costs more than a second piece. Bytes. */
const ONE_PIECE = 16_384

/** The length of a body as it will be sent. Bytes. */
export function lengthOf(body: string | Uint8Array): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
}

/** @param length - what {@link lengthOf} gives for the body. */
export function endWhole(response: NodeResponse, body: string | Uint8Array, length: number): void {
  // Middleware that has put its own `end` in place gets bytes: it may take a string for UTF-8.
  const isPlain = response.end === ServerResponse.prototype.end
  // In UTF-8 only ASCII has as many bytes as characters.
  if (isPlain && typeof body === 'string' && length === body.length) response.end(body, 'latin1')
  else {
    const bytes = bytesOf(body)
    if (!isPlain) response.end(bytes)
    else if (length > ONE_PIECE) endWithBytes(response as ServerResponse, bytes)
    else response.end(bytes.toString('latin1'), 'latin1')
  }
}

/** What has left for the kernel is nobody's any more, unless the way there was cut. */
function endWithBytes(response: ServerResponse, bytes: Buffer): void {
  response.end(bytes, () => {
    if (response.writableFinished && !response.destroyed) recycle(bytes)
  })
}

/** The body as bytes, not copied. */
export function bytesOf(body: string | Uint8Array): Buffer {
  if (typeof body === 'string') return Buffer.from(body)
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
}

/**
 * Ends a response with a body that is there as a whole. Node writes head and body in one piece
 * only if the body is a string; written as latin1, string and bytes are the same.
 */
import { ServerResponse } from 'node:http'
import type { NodeResponse } from '../messages.js'

/** Beyond this a copy costs more than a second piece. Bytes. */
const ONE_PIECE = 16_384

export function endWhole(response: NodeResponse, bytes: Uint8Array): void {
  // Middleware that has put its own `end` in place gets bytes: it may take a string for UTF-8.
  const isPlain = response.end === ServerResponse.prototype.end
  if (!isPlain || bytes.byteLength > ONE_PIECE) response.end(bytes)
  else {
    const { buffer, byteOffset, byteLength } = bytes
    response.end(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'), 'latin1')
  }
}

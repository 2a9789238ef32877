/**
 * What a response stream may carry: bytes in any view, and strings, which Next.js lets pass and
 * encodes as UTF-8. Recognised by tag, because bytes may come from another realm.
 */
import { RouteHandlersError } from '../../errors.js'

/** @throws RouteHandlersError `RH_STREAM_CHUNK` naming the type of anything else. */
export function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  if (typeof chunk === 'string') return Buffer.from(chunk)
  if (ArrayBuffer.isView(chunk)) {
    return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  }
  if (Object.prototype.toString.call(chunk) === '[object ArrayBuffer]') {
    return new Uint8Array(chunk as ArrayBuffer)
  }
  throw new RouteHandlersError(
    'RH_STREAM_CHUNK',
    `A response stream must carry bytes or strings, received ${nameOf(chunk)}`,
  )
}

function nameOf(chunk: unknown): string {
  if (typeof chunk !== 'object' || chunk === null)
    return String(chunk === null ? null : typeof chunk)
  return `an instance of ${chunk.constructor?.name ?? 'an unknown class'}`
}

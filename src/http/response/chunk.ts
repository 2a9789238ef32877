/**
 * What a response stream may carry: bytes in any view, and strings, which Next.js lets pass and
 * encodes as UTF-8. Recognised by tag, because bytes may come from another realm.
 */
import { RouteHandlersError } from '../../errors.js'

/** @throws RouteHandlersError `RH_STREAM_CHUNK` naming the type of anything else. */
export function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk.byteLength > 0 ? chunk : present(chunk)
  if (typeof chunk === 'string') return Buffer.from(chunk)
  if (ArrayBuffer.isView(chunk)) return present(chunk)
  if (Object.prototype.toString.call(chunk) === '[object ArrayBuffer]') {
    return present({ buffer: chunk as ArrayBuffer })
  }
  throw badChunk(nameOf(chunk))
}

/** Bytes that were transferred elsewhere look like none, or throw: the answer would lack them. */
function present(view: Partial<ArrayBufferView> & Pick<ArrayBufferView, 'buffer'>): Uint8Array {
  try {
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  } catch {
    throw badChunk('bytes of a detached ArrayBuffer')
  }
}

function badChunk(received: string): RouteHandlersError {
  return new RouteHandlersError(
    'RH_STREAM_CHUNK',
    `A response stream must carry bytes or strings, received ${received}`,
  )
}

function nameOf(chunk: unknown): string {
  if (typeof chunk !== 'object' || chunk === null)
    return String(chunk === null ? null : typeof chunk)
  return `an instance of ${chunk.constructor?.name ?? 'an unknown class'}`
}

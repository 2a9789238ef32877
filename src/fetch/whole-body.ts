/**
 * Bodies that are all there. Sending one needs no stream; taking it leaves the response as
 * reading it would (Fetch standard, "consume body"): used, so that it cannot be sent again.
 */
import { types } from 'node:util'
import { takeKept } from './kept-source.js'
import {
  type LateSource,
  lateStream,
  lateStreamsWork,
  peekSource,
  spendSource,
} from './late-stream.js'
import { copyBytes } from './recycled-bytes.js'

/**
 * Takes the body of a response that nobody has begun to read.
 *
 * @returns its text or its bytes, which nobody changes; `undefined` when the stream must be read.
 */
export function takeWhole(response: Response): string | Uint8Array | undefined {
  const { body } = response
  if (!body) return undefined
  const source = peekSource(body)
  if (source === undefined) return takeKept(response)
  if (!isWhole(source)) return undefined
  spendSource(body)
  return source
}

/**
 * Takes the body of a response that is still being made, and comes in one piece.
 *
 * @returns `undefined` for any other body.
 */
export function takeComing(response: Response): Promise<Uint8Array> | undefined {
  const { body } = response
  const source = body ? peekSource(body) : undefined
  if (body === null || typeof source !== 'object' || !('comesWhole' in source)) return undefined
  spendSource(body)
  return source.bytes()
}

function isWhole(source: LateSource): source is string | Uint8Array {
  return typeof source === 'string' || !('stream' in source)
}

/**
 * A stream of a text or of bytes for a `Response` that is being made; `undefined` for any other
 * body, which the native constructor must see.
 */
export function wholeBody(body: unknown): ReadableStream<Uint8Array> | undefined {
  if (typeof body === 'string') return lateStreamsWork() ? lateStream(body) : undefined
  const bytes = lateStreamsWork() ? copyOf(body) : undefined
  return bytes && lateStream(bytes)
}

/** Bytes are read when they are given (Fetch standard, "extract a body"); no bytes, maybe detached. */
function copyOf(body: unknown): Uint8Array | undefined {
  if (types.isArrayBuffer(body)) {
    return body.byteLength ? copyBytes(new Uint8Array(body)) : undefined
  }
  if (!ArrayBuffer.isView(body) || !types.isArrayBuffer(body.buffer)) return undefined
  const { buffer, byteOffset, byteLength } = body
  if (byteLength === 0) return undefined
  return copyBytes(new Uint8Array(buffer, byteOffset, byteLength))
}

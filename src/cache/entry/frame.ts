/**
 * Entries as bytes, for stores outside the process: `RH`, a version, flags, the lengths of both
 * parts, a checksum over them, then the entry without its body as JSON, then the body as it is.
 * Whatever cannot be read is a miss, never an error.
 */
import { crc32 } from './crc32.js'
import type { Entry } from './entry.js'
import { decodeMeta, encodeMeta } from './meta.js'

const MAGIC = 0x5248
const VERSION = 1
const HEAD_BYTES = 16

/**
 * An entry as bytes, for a store of one's own.
 *
 * @example
 * await bucket.put(key, encodeFrame(entry))
 */
export function encodeFrame(entry: Entry): Buffer {
  const { body } = entry
  const meta = Buffer.from(encodeMeta(entry))
  const frame = Buffer.allocUnsafe(HEAD_BYTES + meta.byteLength + body.byteLength)
  frame.writeUInt16BE(MAGIC, 0)
  frame.writeUInt8(VERSION, 2)
  frame.writeUInt8(0, 3)
  frame.writeUInt32BE(meta.byteLength, 4)
  frame.writeUInt32BE(body.byteLength, 8)
  meta.copy(frame, HEAD_BYTES)
  body.copy(frame, HEAD_BYTES + meta.byteLength)
  frame.writeUInt32BE(crc32(frame.subarray(HEAD_BYTES)), 12)
  return frame
}

/**
 * The entry that {@link encodeFrame} made bytes of.
 *
 * @returns the entry, whose body is a view on the frame; `undefined` for anything else.
 *
 * @example
 * const entry = decodeFrame(await bucket.get(key))
 */
export function decodeFrame(frame: Buffer): Entry | undefined {
  if (frame.byteLength < HEAD_BYTES) return undefined
  if (frame.readUInt16BE(0) !== MAGIC || frame.readUInt16BE(2) !== VERSION << 8) return undefined
  const bodyStart = HEAD_BYTES + frame.readUInt32BE(4)
  if (frame.byteLength !== bodyStart + frame.readUInt32BE(8)) return undefined
  if (crc32(frame.subarray(HEAD_BYTES)) !== frame.readUInt32BE(12)) return undefined
  const meta = decodeMeta(frame.toString('utf8', HEAD_BYTES, bodyStart))
  return meta && { ...meta, body: frame.subarray(bodyStart) }
}

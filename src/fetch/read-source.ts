/**
 * Bodies read whole from their source, without a stream: what the Fetch standard makes of the
 * bytes ("package data"), with as few promises in between as there can be.
 */
import { recycle } from './recycled-bytes.js'
import type { BodySource } from './request-parts.js'

const decoder = new TextDecoder()

/** UTF-8, without a byte order mark. */
export function textOf(source: BodySource): Promise<string> {
  return source.bytes(true).then(decode)
}

export function jsonOf(source: BodySource): Promise<unknown> {
  return source.bytes(true).then(parse)
}

/** A buffer of its own: one that Node shares between reads would show the bytes of others. */
export function arrayBufferOf(source: BodySource): Promise<ArrayBuffer> {
  return source.bytes().then(ownBuffer)
}

export function bytesOf(source: BodySource): Promise<Uint8Array> {
  return source.bytes().then(bytes => new Uint8Array(ownBuffer(bytes)))
}

/** What Node reads is a `Buffer`, whose own decoder is the quicker one and differs in the mark only. */
function decode(bytes: Uint8Array): string {
  const text = bytes[0] === 0xef ? decoder.decode(bytes) : bufferOf(bytes).toString()
  recycle(bytes)
  return text
}

function bufferOf(bytes: Uint8Array): Buffer {
  if (Buffer.isBuffer(bytes)) return bytes
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function parse(bytes: Uint8Array): unknown {
  return JSON.parse(decode(bytes))
}

function ownBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  const whole = byteOffset === 0 && byteLength === buffer.byteLength
  return (whole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer
}

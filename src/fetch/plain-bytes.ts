/**
 * Chunks of a body are `Uint8Array`s (Fetch standard, "body"). What Node reads is a `Buffer`, whose
 * `slice()` and `toString()` do something else.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  if (!Buffer.isBuffer(bytes)) return bytes
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** CRC-32 (ISO 3309). */
import zlib from 'node:zlib'

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** For the Nodes whose zlib does not offer it. */
export function crc32Table(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

/** Node has had its own since 20.15. */
export const crc32: (bytes: Uint8Array) => number = zlib.crc32 ?? crc32Table

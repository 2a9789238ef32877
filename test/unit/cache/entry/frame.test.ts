import { crc32 } from 'node:zlib'
import { crc32Table } from '../../../../src/cache/entry/crc32'
import type { Entry } from '../../../../src/cache/entry/entry'
import { decodeFrame, encodeFrame } from '../../../../src/cache/entry/frame'

const entry: Entry = {
  manifest: 'm',
  epoch: 3 + 2 ** -20,
  time: 1234.5,
  kind: 'R',
  revalidate: 60,
  expire: Number.POSITIVE_INFINITY,
  tags: ['ä', 'b,c'],
  status: 200,
  headers: [
    ['x-a', '1'],
    ['x-a', '2'],
  ],
  etag: 'W/"x"',
  body: Buffer.from([0, 255, 128, 10]),
}

describe('an entry as bytes', () => {
  it('comes back as it was, its body without a copy', () => {
    const frame = encodeFrame(entry)
    const read = decodeFrame(frame)!
    expect(read).toEqual(entry)
    expect(read.body.buffer).toBe(frame.buffer)
  })

  it('H19 is a miss when it is cut off, wherever', () => {
    const frame = encodeFrame(entry)
    for (let length = 0; length < frame.byteLength; length++) {
      expect(decodeFrame(frame.subarray(0, length))).toBeUndefined()
    }
    expect(decodeFrame(Buffer.concat([frame, Buffer.from('x')]))).toBeUndefined()
  })

  it('H19 is a miss when a single bit is wrong, whichever but the flags', () => {
    const frame = encodeFrame(entry)
    for (let bit = 0; bit < frame.byteLength * 8; bit++) {
      const damaged = Buffer.from(frame)
      damaged[bit >> 3]! ^= 1 << (bit & 7)
      expect(decodeFrame(damaged)).toBeUndefined()
    }
  })

  it.each([
    ['no JSON', 'text'],
    ['no object', 'null'],
    ['another shape', '{"manifest":1}'],
    ['no tags', '{"manifest":"m","epoch":1,"time":1}'],
  ])('is a miss when its description is %s', (_, text) => {
    const meta = Buffer.from(text)
    const head = Buffer.alloc(16)
    head.write('RH\x01\x00', 0, 'latin1')
    head.writeUInt32BE(meta.byteLength, 4)
    head.writeUInt32BE(crc32(meta), 12)
    expect(decodeFrame(Buffer.concat([head, meta]))).toBeUndefined()
  })

  it('has the same checksum where zlib has none', () => {
    const bytes = Buffer.from('The quick brown fox jumps over the lazy dog')
    expect(crc32Table(bytes)).toBe(0x414fa339)
    expect(crc32Table(bytes)).toBe(crc32(bytes))
  })
})

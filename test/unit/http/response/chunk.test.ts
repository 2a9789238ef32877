import vm from 'node:vm'
import { toBytes } from '../../../../src/http/response/chunk'
import { errorOf } from '../message'

const { buffer } = new Uint8Array([0, 104, 105, 0])

class Money {}

describe('toBytes(chunk)', () => {
  it.each<[string, unknown, string]>([
    ['a Uint8Array', new Uint8Array([104, 105]), 'hi'],
    ['a Buffer', Buffer.from('hi'), 'hi'],
    ['a string', 'h\u00e9 \ud55c', 'h\u00e9 \ud55c'],
    ['an empty string', '', ''],
    ['a view of a part', new DataView(buffer, 1, 2), 'hi'],
    ['a typed array of wider items', new Uint16Array(new Uint8Array([104, 105]).buffer), 'hi'],
    ['an ArrayBuffer', new Uint8Array([104, 105]).buffer, 'hi'],
    [
      'an ArrayBuffer of another realm',
      vm.runInNewContext('new Uint8Array([104,105]).buffer'),
      'hi',
    ],
    ['bytes of another realm', vm.runInNewContext('new Uint8Array([104, 105])'), 'hi'],
  ])('STR-5: %s is bytes', (_what, chunk, expected) => {
    expect(Buffer.from(toBytes(chunk)).toString()).toBe(expected)
  })

  it('STR-5: bytes are not copied', () => {
    const bytes = new Uint8Array([1])
    expect(toBytes(bytes)).toBe(bytes)
  })

  it.each<[unknown, string]>([
    [7, 'number'],
    [true, 'boolean'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('x'), 'symbol'],
    [{ a: 1 }, 'an instance of Object'],
    [[1], 'an instance of Array'],
    [new Money(), 'an instance of Money'],
    [Object.create(null), 'an instance of an unknown class'],
  ])('STR-5: %p is RH_STREAM_CHUNK and is called %s', (chunk, name) => {
    expect(errorOf(() => toBytes(chunk))).toMatchObject({
      code: 'RH_STREAM_CHUNK',
      status: 500,
      message: expect.stringContaining(`received ${name}`),
    })
  })
})

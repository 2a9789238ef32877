/** Objects without members: dates, expressions, URLs and bytes, to a tree and back. */
import { URL } from '../natives.js'
import type { Kind } from './value-kind.js'

/** What JSON carries; an array begins with the letter of its type. */
export type Tree = null | boolean | number | string | readonly Tree[]

export type LeafKind = Exclude<Kind, 'array' | 'object' | 'bareObject' | 'map' | 'set'>

const TYPED_ARRAYS = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
] as const

type BytesConstructor = new (bytes: ArrayBuffer) => object

export function writeLeaf(kind: LeafKind, value: object): Tree {
  switch (kind) {
    case 'date': {
      const time = Date.prototype.getTime.call(value)
      return ['d', Number.isNaN(time) ? null : time]
    }
    case 'regexp': {
      const { source, flags, lastIndex } = value as RegExp
      return ['r', source, flags, lastIndex]
    }
    case 'url':
      return ['U', (value as URL).href]
    case 'arrayBuffer':
      return ['b', 'ArrayBuffer', base64Of(new Uint8Array(value as ArrayBuffer))]
    case 'buffer':
      return ['b', 'Buffer', base64Of(value as Buffer)]
    case 'dataView':
      return ['b', 'DataView', base64Of(value as DataView)]
    case 'typedArray': {
      const view = value as Uint8Array
      return ['b', view[Symbol.toStringTag], base64Of(view)]
    }
  }
}

/** @returns `undefined` for a tree that is no leaf. */
export function readLeaf(type: Tree, parts: readonly Tree[]): object | undefined {
  switch (type) {
    case 'd':
      return new Date((parts[0] as number | null) ?? Number.NaN)
    case 'r':
      return readExpression(parts as [string, string, number])
    case 'U':
      return new URL(parts[0] as string)
    case 'b':
      return readBytes(...(parts as [string, string]))
    default:
      return undefined
  }
}

function base64Of({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}

function readExpression([source, flags, lastIndex]: [string, string, number]): RegExp {
  const expression = new RegExp(source, flags)
  expression.lastIndex = lastIndex
  return expression
}

function readBytes(name: string, base64: string): object | undefined {
  const bytes = Buffer.from(base64, 'base64')
  if (name === 'Buffer') return bytes
  // A copy that begins at 0, as the wider element types need.
  const { buffer } = new Uint8Array(bytes)
  if (name === 'ArrayBuffer') return buffer
  if (name === 'DataView') return new DataView(buffer)
  const known = TYPED_ARRAYS.find(each => each === name)
  return known && new (Reflect.get(globalThis, known) as BytesConstructor)(buffer)
}

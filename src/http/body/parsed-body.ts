/**
 * A body that a parser has already turned into a value, back to bytes. Which bytes depends on
 * the content type; the exact ones are gone (`keepRawBody` keeps them).
 */
import { URLSearchParams } from '../../natives.js'
import { flattenFields } from './urlencoded.js'

export interface EncodedBody {
  readonly bytes: Uint8Array
  /** Set where the header that came no longer describes the bytes. */
  readonly contentType?: string
}

/** The type and subtype, lower case, without parameters (RFC 9110 §8.3.1). */
export function essenceOf(contentType: string | undefined): string {
  const end = contentType?.indexOf(';') ?? -1
  return (end === -1 ? contentType : contentType?.slice(0, end))?.trim().toLowerCase() ?? ''
}

export function isJson(essence: string): boolean {
  return essence === 'application/json' || essence.endsWith('+json')
}

/**
 * @param value - what the parser left; anything but `undefined`.
 * @param declaredLength - `Content-Length` of an uncompressed body, to tell raw text that a text
 *   parser read under a JSON type from a parsed JSON string.
 */
export function encodeParsedBody(
  value: unknown,
  contentType: string | undefined,
  declaredLength: number | undefined,
): EncodedBody {
  if (value instanceof Uint8Array) return { bytes: value }
  const essence = essenceOf(contentType)
  if (typeof value === 'string') return encodeString(value, contentType, declaredLength)
  if (essence === 'application/x-www-form-urlencoded') {
    const fields = flattenFields(Object(value))
    return { bytes: Buffer.from(new URLSearchParams(fields).toString()) }
  }
  const bytes = Buffer.from(JSON.stringify(value) ?? '')
  return contentType === undefined ? { bytes, contentType: 'application/json' } : { bytes }
}

function encodeString(
  value: string,
  contentType: string | undefined,
  declaredLength: number | undefined,
): EncodedBody {
  const bytes = Buffer.from(value)
  if (isJson(essenceOf(contentType))) {
    const isRawText = declaredLength === bytes.byteLength
    return { bytes: isRawText ? bytes : Buffer.from(JSON.stringify(value)) }
  }
  return withUtf8(bytes, contentType)
}

/** The parser has decoded the text from its charset; what we make of it is UTF-8. */
function withUtf8(bytes: Uint8Array, contentType: string | undefined): EncodedBody {
  if (contentType === undefined || !/charset\s*=/i.test(contentType)) return { bytes }
  return {
    bytes,
    contentType: contentType.replace(/charset\s*=\s*("[^"]*"|[^;\s]*)/i, 'charset=utf-8'),
  }
}

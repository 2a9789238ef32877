/**
 * Values of `unstable_cache` are stored as JSON, as Next.js does: a hit gives what JSON makes of
 * the value, with texts for dates and without members that are `undefined`.
 */
import { isDeepStrictEqual } from 'node:util'

/** No bytes stand for `undefined`, which JSON has no word for. */
export function encodeJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value) ?? '')
}

export function decodeJson(body: Buffer): unknown {
  return body.byteLength === 0 ? undefined : JSON.parse(body.toString())
}

/** Whether hits give something else than the call that made the value. */
export function isChangedByJson(value: unknown, body: Buffer): boolean {
  return !isDeepStrictEqual(value, decodeJson(body))
}

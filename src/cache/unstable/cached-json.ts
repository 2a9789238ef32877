/**
 * Values of `unstable_cache` are stored as JSON, as Next.js does: a hit gives what JSON makes of
 * the value, with texts for dates and without members that are `undefined`.
 */
import { isDeepStrictEqual } from 'node:util'
import { warnOnce } from '../../warn.js'

/**
 * @param maker - of the value, for messages.
 * @param dev - whether to say that hits will give something else than the value.
 * @returns `undefined` for a value that JSON cannot say.
 */
export function encodeJson(value: unknown, maker: string, dev: boolean): Buffer | undefined {
  let body: Buffer
  try {
    // No bytes stand for `undefined`, which JSON has no word for.
    body = Buffer.from(JSON.stringify(value) ?? '')
  } catch (error) {
    advise(maker, `cannot be stored: ${(error as Error).message}.`)
    return undefined
  }
  if (dev && !isDeepStrictEqual(value, decodeJson(body))) {
    advise(maker, 'is stored as JSON, which changes it: the next call gives something else.')
  }
  return body
}

export function decodeJson(body: Buffer): unknown {
  return body.byteLength === 0 ? undefined : JSON.parse(body.toString())
}

function advise(maker: string, what: string): void {
  warnOnce(
    'RH_UNSTABLE_CACHE',
    `${maker} ${what}`,
    `The value that ${maker} gave to unstable_cache() ${what} Return plain objects, arrays, texts, numbers, booleans and null.`,
  )
}

/**
 * Headers that are given their `X-Forwarded-*` fields when somebody can see them: making the four
 * costs as much as all the rest of a small request. What the client has sent is in a genuine
 * `Headers` from the start (docs/decisions/105).
 */
import type { IncomingHttpHeaders } from 'node:http'
import { fastPaths } from '../../fast-paths.js'
import { Headers } from '../../natives.js'
import { toHeaders } from './headers.js'
import { tellOrigin } from './told-origin.js'

const FORWARDED = /^x-forwarded-/i

/** {@link toHeaders} and {@link tellOrigin} in one. */
export function toHeadersWithOrigin(
  from: IncomingHttpHeaders,
  origin: string,
  address: string | undefined,
): Headers {
  if (fastPaths) return toHeaders(from, new LateOriginHeaders(origin, address))
  const headers = toHeaders(from)
  tellOrigin(headers, origin, address)
  return headers
}

class LateOriginHeaders extends Headers {
  /** Until it is told. */
  #origin: string | undefined
  readonly #address: string | undefined

  constructor(origin: string, address: string | undefined) {
    super()
    this.#origin = origin
    this.#address = address
  }

  override get(name: string): string | null {
    if (FORWARDED.test(name)) LateOriginHeaders.#complete(this)
    return super.get(name)
  }

  override has(name: string): boolean {
    if (FORWARDED.test(name)) LateOriginHeaders.#complete(this)
    return super.has(name)
  }

  static #complete(headers: object): void {
    if (!(#origin in headers) || headers.#origin === undefined) return
    const origin = headers.#origin
    headers.#origin = undefined
    tellOrigin(headers, origin, headers.#address)
  }

  /**
   * Every other method is the native one, handed out once the fields are there. The platform, too,
   * asks for `Symbol.iterator` before it copies headers (Web IDL, conversion to a union).
   */
  static {
    const { prototype } = LateOriginHeaders
    Object.defineProperty(prototype, 'constructor', { value: Headers })
    for (const key of ['get', 'has']) Object.defineProperty(prototype, key, { enumerable: true })
    for (const key of Reflect.ownKeys(Headers.prototype)) {
      const { value, enumerable = false } = Object.getOwnPropertyDescriptor(Headers.prototype, key)!
      if (typeof value !== 'function' || Object.hasOwn(prototype, key)) continue
      Object.defineProperty(prototype, key, {
        configurable: true,
        enumerable,
        get(this: object) {
          LateOriginHeaders.#complete(this)
          return value
        },
        set(this: object, own: unknown) {
          const member = { value: own, configurable: true, enumerable: true, writable: true }
          Object.defineProperty(this, key, member)
        },
      })
    }
  }
}

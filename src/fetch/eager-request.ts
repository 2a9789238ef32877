/**
 * Incoming requests through the native constructor: for runtimes whose `Request` keeps its state
 * in private fields (undici 7), where only a constructed object passes `new Request(r)`.
 */
import { Request } from '../natives.js'
import type { RequestClass } from './incoming-request.js'
import { partsOfClone } from './parts-of-clone.js'
import type { RequestParts } from './request-parts.js'
import { registerSource } from './sources.js'

const nativeClone = Request.prototype.clone

export function defineEagerRequest<R extends Request>(
  Base: RequestClass<R>,
): (parts: RequestParts) => R {
  const Parent = Base as RequestClass<Request>

  class EagerRequest extends Parent {
    #parts: RequestParts
    #url: string

    constructor(parts: RequestParts) {
      const url = parts.url()
      const body = parts.body()?.stream() ?? null
      const init = { method: parts.method, headers: parts.headers(), signal: parts.signal() }
      super(url, body === null ? init : ({ ...init, body, duplex: 'half' } as RequestInit))
      this.#parts = parts
      this.#url = url
    }

    static {
      const { prototype } = EagerRequest
      const own = (value: object): value is EagerRequest => #parts in value
      Object.defineProperty(prototype, 'constructor', { value: Base })
      Object.defineProperties(prototype, {
        // A subclass may rewrite URLs given to its constructor; this one came over the wire.
        url: {
          get(this: EagerRequest) {
            return this.#url
          },
          configurable: true,
          enumerable: true,
        },
        // The copy is of the same class, as a clone inside a Next.js handler is.
        clone: {
          value(this: EagerRequest) {
            return new EagerRequest(partsOfClone(this.#parts, nativeClone.call(this)))
          },
          configurable: true,
          writable: true,
        },
      })
      registerSource(prototype, request => (own(request) ? request.#parts.source : undefined))
    }
  }
  return parts => new EagerRequest(parts) as unknown as R
}

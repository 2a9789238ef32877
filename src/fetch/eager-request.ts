/**
 * Incoming requests through the native constructor: for runtimes whose `Request` keeps its state
 * in private fields (undici 7), where only a constructed object passes `new Request(r)`. The body
 * is a stream that is made when somebody looks into it; until then its bytes are read directly.
 */
import { Request } from '../natives.js'
import { initOf } from './init-of.js'
import { peekSource, spendSource } from './late-stream.js'
import { partsOfClone } from './parts-of-clone.js'
import { arrayBufferOf, bytesOf, jsonOf, textOf } from './read-source.js'
import type { RequestClass } from './request-class.js'
import type { BodySource, RequestParts } from './request-parts.js'
import { registerSource } from './sources.js'

const nativeClone = Request.prototype.clone

/** As members of interfaces are (Web IDL): `for…in` names them. */
const MEMBER = { configurable: true, enumerable: true, writable: true } as const

const READS = { text: textOf, json: jsonOf, arrayBuffer: arrayBufferOf, bytes: bytesOf } as const

export function defineEagerRequest<R extends Request>(
  Base: RequestClass<R>,
): (parts: RequestParts) => R {
  const Parent = Base as RequestClass<Request>

  class EagerRequest extends Parent {
    #parts: RequestParts
    #url: string

    constructor(parts: RequestParts) {
      const url = parts.url()
      super(url, initOf(parts))
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
          ...MEMBER,
        },
      })
      for (const [name, read] of Object.entries(READS)) {
        const native: unknown = Reflect.get(Request.prototype, name)
        // Not every runtime has bytes().
        if (typeof native !== 'function') continue
        const { [name]: value } = {
          [name](this: EagerRequest): unknown {
            const source = takeBody(this)
            return source ? read(source) : Reflect.apply(native, this, [])
          },
        }
        Object.defineProperty(prototype, name, { ...MEMBER, value })
      }
      registerSource(prototype, request => (own(request) ? request.#parts.source : undefined))
    }
  }
  return parts => new EagerRequest(parts) as unknown as R
}

/** The source of a body that nobody has begun to read, which is read from here on. */
function takeBody({ body }: Request): BodySource | undefined {
  const source = body ? peekSource(body) : undefined
  if (typeof source !== 'object' || !('stream' in source)) return undefined
  spendSource(body!)
  return source
}

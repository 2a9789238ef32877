/**
 * A `Request` whose URL, headers, signal and body are made when first asked for.
 *
 * undici 5 and 6 keep the state of the native class under symbols. A proxy in the prototype
 * chain answers a symbol that nobody defined by building the native request and reading the
 * symbol there, so `new Request(r)`, `fetch(r)` and `Request.prototype` accessors called on `r`
 * work without this code naming one private field.
 */
import { Request } from '../natives.js'
import type { RequestClass } from './incoming-request.js'
import { LazyBody } from './lazy-body.js'
import { partsOfClone } from './parts-of-clone.js'
import type { RequestParts } from './request-parts.js'
import { registerSource } from './sources.js'

const NativeRequest = Request

/** Members of the Fetch standard that are rarely read: the native request answers them. */
const DELEGATED = [
  'cache',
  'credentials',
  'destination',
  'integrity',
  'isHistoryNavigation',
  'isReloadNavigation',
  'keepalive',
  'mode',
  'redirect',
  'referrer',
  'referrerPolicy',
] as const

export function defineLazyRequest<R extends Request>(
  Base: RequestClass<R>,
): (parts: RequestParts) => R {
  class LazyRequest {
    #parts: RequestParts
    #url: string | undefined
    #headers: Headers | undefined
    #signal: AbortSignal | undefined
    #lazyBody: LazyBody | undefined
    #native: Request | undefined

    constructor(parts: RequestParts) {
      this.#parts = parts
    }

    get method(): string {
      return this.#parts.method
    }

    get url(): string {
      this.#url ??= this.#parts.url()
      return this.#url
    }

    get headers(): Headers {
      this.#headers ??= this.#parts.headers()
      return this.#headers
    }

    get signal(): AbortSignal {
      this.#signal ??= this.#parts.signal()
      return this.#signal
    }

    get duplex(): string {
      return 'half'
    }

    get body(): ReadableStream<Uint8Array> | null {
      return this.#body.stream
    }

    get bodyUsed(): boolean {
      return this.#body.used
    }

    text(): Promise<string> {
      return this.#body.text()
    }

    json(): Promise<unknown> {
      return this.#body.json()
    }

    arrayBuffer(): Promise<ArrayBuffer> {
      return this.#body.arrayBuffer()
    }

    bytes(): Promise<Uint8Array> {
      return this.#body.bytes()
    }

    blob(): Promise<Blob> {
      return this.#materialise().blob()
    }

    formData(): Promise<FormData> {
      return this.#materialise().formData()
    }

    /** The copy is of the same class, as a clone inside a Next.js handler is. */
    clone(): LazyRequest {
      return new LazyRequest(partsOfClone(this.#parts, this.#materialise().clone()))
    }

    get #body(): LazyBody {
      this.#lazyBody ??= new LazyBody(this.#parts.body(), () => this.#materialise())
      return this.#lazyBody
    }

    /** The native request with the state of this one, headers changed since included. */
    #materialise(): Request {
      if (this.#native !== undefined) {
        if (this.headers !== this.#native.headers) syncHeaders(this.headers, this.#native.headers)
        return this.#native
      }
      const { method, url, headers, signal } = this
      const body = this.#body.handOver()
      const init = { method, headers, signal, ...(body && { body, duplex: 'half' as const }) }
      this.#native = new NativeRequest(url, init)
      if (this.#body.spent) void this.#native.body?.cancel()
      return this.#native
    }

    static {
      const { prototype } = LazyRequest
      const own = (value: object): value is LazyRequest => #parts in value
      for (const name of DELEGATED) {
        const get = function (this: LazyRequest) {
          return Reflect.get(this.#materialise(), name)
        }
        Object.defineProperty(prototype, name, { get, configurable: true, enumerable: true })
      }
      Object.defineProperty(prototype, 'constructor', { value: Base })
      const native = (receiver: object) => (own(receiver) ? receiver.#materialise() : undefined)
      Object.setPrototypeOf(prototype, bridge(Base.prototype, native))
      registerSource(prototype, request => (own(request) ? request.#parts.source : undefined))
    }
  }
  return parts => new LazyRequest(parts) as unknown as R
}

/** A stand-in for `prototype` that looks up unknown symbols on the native object. */
function bridge(prototype: object, native: (receiver: object) => object | undefined): object {
  return new Proxy(Object.create(prototype), {
    get(target, key, receiver) {
      if (typeof key === 'string' || key in target) return Reflect.get(target, key, receiver)
      const real = native(receiver)
      return real && Reflect.get(real, key)
    },
  })
}

function syncHeaders(from: Headers, to: Headers): void {
  for (const name of [...to.keys()]) if (!from.has(name)) to.delete(name)
  for (const [name, value] of from) if (to.get(name) !== value) to.set(name, value)
}

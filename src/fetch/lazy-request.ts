/**
 * A `Request` whose URL, headers, signal and body are made when first asked for.
 *
 * undici 5 and 6 keep the state of the native class under symbols. Accessors of the same symbols
 * build the native request when one is asked for, and read it there (`bridge.ts`), so
 * `new Request(r)`, `fetch(r)` and `Request.prototype` accessors called on `r` work without this
 * code naming one private field.
 */
import * as threads from 'node:worker_threads'
import { Request } from '../natives.js'
import { bridgeState } from './bridge.js'
import { initOf } from './init-of.js'
import { LazyBody } from './lazy-body.js'
import { completeMembers } from './lazy-members.js'
import { partsOfClone } from './parts-of-clone.js'
import type { RequestClass } from './request-class.js'
import type { RequestParts } from './request-parts.js'
import { registerSource } from './sources.js'

type Create = (parts: RequestParts) => Request

/** `structuredClone()` refuses what is marked, as it does native requests; Node 20 copies both. */
const refuseClones = Reflect.get(threads, 'markAsUncloneable') as ((o: object) => void) | undefined

const createNative: Create = parts => new Request(parts.url(), initOf(parts))

/** A factory of such requests, and the way from one of them to the native request. */
export interface LazyRequests<R extends Request> {
  create(parts: RequestParts): R
  /** `undefined` for any other object. */
  nativeOf(request: object): Request | undefined
}

/** @param make - builds the request that answers what the lazy one does not. */
export function defineLazyRequest<R extends Request>(
  Base: RequestClass<R>,
  make: Create = createNative,
): LazyRequests<R> {
  let nativeOf: (request: object) => Request | undefined = () => undefined

  class LazyRequest {
    #parts: RequestParts
    #url: string | undefined
    #headers: Headers | undefined
    #signal: AbortSignal | undefined
    #lazyBody: LazyBody | undefined
    #native: Request | undefined

    constructor(parts: RequestParts) {
      this.#parts = parts
      refuseClones?.(this)
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
      const native = this.#native ?? this.#build()
      if (this.#headers !== native.headers) syncHeaders(this.headers, native.headers)
      return native
    }

    #build(): Request {
      const parts = this.#parts
      const native = make({
        method: parts.method,
        url: () => this.url,
        headers: () => this.#headers ?? parts.headers(),
        body: () => this.#body.handOver(),
        signal: () => this.signal,
        source: parts.source,
      })
      this.#native = native
      this.#headers ??= native.headers
      if (this.#body.spent) void native.body?.cancel()
      return native
    }

    static {
      const { prototype } = LazyRequest
      const own = (value: object): value is LazyRequest => #parts in value
      nativeOf = request => (own(request) ? request.#materialise() : undefined)
      Object.defineProperty(prototype, 'constructor', { value: Base })
      Object.setPrototypeOf(prototype, Base.prototype)
      completeMembers(prototype, nativeOf)
      bridgeState(prototype, new Request('http://sample.invalid/'), nativeOf)
      registerSource(prototype, request => (own(request) ? request.#parts.source : undefined))
    }
  }
  return { create: parts => new LazyRequest(parts) as unknown as R, nativeOf }
}

function syncHeaders(from: Headers, to: Headers): void {
  for (const name of [...to.keys()]) if (!from.has(name)) to.delete(name)
  for (const [name, value] of from) if (to.get(name) !== value) to.set(name, value)
}

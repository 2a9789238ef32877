/** An exchange without a host: a Web `Request` in, a Web `Response` out. */
import { buffer } from 'node:stream/consumers'
import { deliver } from './delivery.js'
import type { Converted, Exchange, Responder } from './exchange.js'
import { toResponse } from './fetch-answer.js'
import { genuineRequest } from './handler/incoming.js'
import { bodyLimitError } from './http/body/body-errors.js'
import { streamOf } from './http/body/body-source.js'
import { parseTarget } from './http/request/target.js'
import { tellOrigin } from './http/request/told-origin.js'
import { Ahead, type AheadHead } from './http/response/ahead.js'
import { SignalLifecycle } from './http/signal-lifecycle.js'
import { setImmediate } from './immediate.js'
import { AbortController, AbortSignal, Headers, Response, URL } from './natives.js'
import type { NextRequest } from './next/request.js'
import type { RequestTrace } from './tracing.js'

export class FetchExchange implements Exchange {
  readonly method: string
  readonly lifecycle: FetchLifecycle
  readonly location: { readonly path: string; readonly search: string }
  readonly mountPath = ''
  readonly host: unknown
  given: NextRequest | undefined
  trace: RequestTrace | undefined
  ahead: Ahead | undefined
  #headers: Headers | undefined
  readonly waitUntil: ((work: Promise<unknown>) => void) | undefined
  readonly incoming: Request

  constructor(request: Request, host: unknown, waitUntil?: (work: Promise<unknown>) => void) {
    this.waitUntil = waitUntil
    this.incoming = request
    this.method = request.method
    this.lifecycle = new FetchLifecycle(request.signal)
    this.location = parseTarget(request.url) ?? { path: '/', search: '' }
    this.host = host
  }

  get request(): Request | undefined {
    return this.given && genuineRequest(this.given)
  }

  header(name: string): string | undefined {
    return (this.#headers ?? this.incoming.headers).get(name) ?? undefined
  }

  putAhead(head: AheadHead): void {
    this.ahead ??= new Ahead()
    this.ahead.add(head)
  }

  changeHeaders(changes: ReadonlyMap<string, string | undefined>): void {
    this.#headers ??= new Headers(this.incoming.headers)
    for (const [name, value] of changes) {
      if (value === undefined) this.#headers.delete(name)
      else this.#headers.set(name, value)
    }
  }

  convert(_method: string, bodyLimit: number): Converted {
    const { method, url, body } = this.incoming
    const headers = this.#headers ?? this.incoming.headers
    if (Number(headers.get('content-length')) > bodyLimit) throw bodyLimitError(bodyLimit)
    let received = 0
    let overLimit: Error | undefined
    async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        received += chunk.byteLength
        if (received > bodyLimit) {
          overLimit = bodyLimitError(bodyLimit)
          throw overLimit
        }
        yield chunk
      }
    }
    const source = body && {
      stream: () => streamOf(counted(body)),
      bytes: () => buffer(counted(body)),
    }
    return {
      method,
      url: () => url,
      headers: () => {
        const told = new Headers(headers)
        tellOrigin(told, new URL(url).origin, undefined)
        return told
      },
      body: () => source,
      signal: () => this.lifecycle.signal,
      source: this.host,
      overLimit: () => overLimit,
      wasRead: () => received > 0,
    }
  }

  context(): object | undefined {
    return undefined
  }
}

/** Its end is the end of the body, which only the reader of the body knows. */
class FetchLifecycle extends SignalLifecycle {
  readonly #controller = new AbortController()
  readonly signal: AbortSignal

  constructor(caller: AbortSignal) {
    super()
    this.signal = AbortSignal.any([caller, this.#controller.signal])
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason)
  }
}

/** Runs the exchange; rejects with the error that a host would have been given. */
export async function settleFetch<M>(
  routes: Responder<M>,
  match: M,
  exchange: FetchExchange,
): Promise<Response> {
  const { lifecycle, method } = exchange
  const response = await deliver<M, Response>(routes, match, exchange, {
    send: answer => toResponse(answer, method, lifecycle),
    pass: allow => toResponse({ response: declined(allow) }, method, lifecycle),
    fail(error) {
      setImmediate(() => lifecycle.end())
      throw error
    },
  })
  exchange.ahead?.finish(response as Response)
  return response as Response
}

/** Nobody is behind us: a declined path is not found, a declined preflight is our own answer. */
function declined(allow: string | undefined): Response {
  if (allow === undefined) return new Response(null, { status: 404 })
  return new Response(null, { status: 204, headers: { allow } })
}

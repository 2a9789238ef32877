/**
 * What happens to the unread rest of a request once it has been answered, by whomever. Over
 * HTTP/1 it is read away within bounds; over HTTP/2 the client is told to stop (RFC 9113 §8.1).
 */
import { isHttp2, type NodeRequest, type NodeResponse } from '../messages.js'
import type { LiveBody } from './live-body.js'
import { type DrainLimits, readAway } from './read-away.js'

export type { DrainLimits }

export class Drain {
  /** What a handler reads from; ends before the rest is read away. */
  body: LiveBody | undefined
  readonly #request: NodeRequest
  readonly #response: NodeResponse
  readonly #limits: DrainLimits

  constructor(request: NodeRequest, response: NodeResponse, limits: DrainLimits) {
    this.#request = request
    this.#response = response
    this.#limits = limits
    const sent = sentFrom(response)
    if (sent.writableFinished) this.#finish()
    // Before Node, which would read on without bounds, or close at once behind a last answer.
    else sent.prependOnceListener('finish', this.#finish)
    sent.once('close', this.#release)
  }

  /** For a request that somebody else is going to answer: what becomes of it is theirs to say. */
  cancel(): void {
    sentFrom(this.#response).off('finish', this.#finish).off('close', this.#release)
  }

  #release = (): void => {
    this.body?.release()
  }

  #finish = (): void => {
    this.#release()
    const response = this.#response
    // As Node does for a request that was never touched, so that pushed streams go first.
    if (isHttp2(response)) {
      // Paused by a reader that was under way, it would hold back the end of the stream for ever.
      this.#request.resume()
      setImmediate(stop, response.stream)
    } else readAway(this.#request, this.#limits)
  }
}

/** @returns nothing for a request without a body, which needs no drain. */
export function drainOf(
  request: NodeRequest,
  response: NodeResponse,
  limits: DrainLimits,
): Drain | undefined {
  return hasBody(request) ? new Drain(request, response, limits) : undefined
}

/** RFC 9112 §6.3; over HTTP/2 a body needs no header. */
function hasBody(request: NodeRequest): boolean {
  if ('stream' in request) return !request.stream.endAfterHeaders
  const { headers } = request
  const length = headers['content-length']
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

/** The HTTP/2 compatibility class has no `finish` of its own before the stream has closed. */
function sentFrom(response: NodeResponse) {
  return isHttp2(response) ? response.stream : response
}

function stop(stream: { readonly readableEnded: boolean; close(): void }): void {
  if (!stream.readableEnded) stream.close()
}

/**
 * Reads away what is left of an answered HTTP/1 request. Left alone it blocks the connection
 * until Node's request timeout; a connection that is closed while bytes arrive is reset, and the
 * reset can overtake the answer. So: read on for a moment, then close in two steps, first our
 * side and then, when the client has had time to take the answer, the other (RFC 9112 §9.6).
 */
import type { Socket } from 'node:net'
import type { NodeRequest } from '../messages.js'

export interface DrainLimits {
  readonly bytes: number
  readonly ms: number
}

/**
 * The time for the rest is counted in turns of this length, and one starts when the one before is
 * over: what a busy process is late with is not taken from the time that its clients have.
 */
const TURN_MS = 25

/** What a client may take to fetch its answer after our side was closed. */
const LINGER_MS = 2_000

export function readAway(request: NodeRequest, limits: DrainLimits): void {
  // Fastify's `inject()` gives requests without a connection that could be blocked.
  const isConnected = typeof request.socket.destroySoon === 'function'
  if (isConnected && !request.complete && !request.destroyed) new Reading(request, limits)
}

class Reading {
  readonly #request: NodeRequest
  readonly #socket: Socket
  #left: number
  #turns: number
  #timer: NodeJS.Timeout
  #closing = false

  constructor(request: NodeRequest, { bytes, ms }: DrainLimits) {
    this.#request = request
    this.#socket = request.socket
    this.#left = bytes
    this.#turns = Math.max(1, Math.ceil(ms / TURN_MS))
    this.#timer = setTimeout(this.#turn, ms / this.#turns).unref()
    request.on('data', this.#count).once('end', this.#end)
    // With a listener and flowing, the request is not one that Node reads away without bounds.
    request.resume()
    this.#socket.once('close', this.#end)
    // What Node calls behind the last answer of a connection; its own resets too early.
    this.#socket.destroySoon = this.#close
  }

  #count = (chunk: Uint8Array): void => {
    this.#left -= chunk.byteLength
    if (this.#left >= 0) return
    this.#socket.pause()
    this.#close()
  }

  #turn = (): void => {
    this.#turns--
    if (this.#turns === 0) this.#close()
    else this.#timer.refresh()
  }

  #close = (): void => {
    if (this.#closing) return
    this.#closing = true
    clearTimeout(this.#timer)
    this.#socket.end()
    this.#timer = setTimeout(() => this.#socket.destroy(), LINGER_MS).unref()
  }

  #end = (): void => {
    clearTimeout(this.#timer)
    this.#request.off('data', this.#count).off('end', this.#end)
    this.#socket.off('close', this.#end)
    Reflect.deleteProperty(this.#socket, 'destroySoon')
    if (this.#closing) this.#socket.destroy()
  }
}

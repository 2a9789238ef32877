/**
 * Writes a stream of chunks to a Node response: what is there at once, flushed through
 * compression, and never ahead of a slow client.
 */
import { ServerResponse } from 'node:http'
import { isDestroyed, type NodeResponse } from '../messages.js'
import { Batches, type Sink } from './batches.js'
import type { ChunkReader } from './chunk-reader.js'
import { flushHead } from './flush-head.js'
import { writeBatch } from './write-batch.js'

/** What waiting needs of a response; HTTP/1 and HTTP/2 both have it. */
type Draining = {
  once(event: string, listener: () => void): unknown
  off(event: string, listener: () => void): unknown
}

/**
 * Sends the head, with the first chunk if that is there, then the rest. Calls back instead of
 * giving a promise, which would have to be kept for as long as a stream is idle.
 *
 * @param done - when the last chunk was handed to Node, or the response is destroyed.
 * @param fail - with what {@link ChunkReader.next} throws.
 */
export function pump(
  chunks: ChunkReader,
  response: NodeResponse,
  done: () => void,
  fail: (error: unknown) => void,
): void {
  new Pump(chunks, response, done, fail).start(chunks)
}

class Pump implements Sink {
  readonly #response: NodeResponse
  readonly #batches: Batches
  readonly #done: () => void
  readonly fail: (error: unknown) => void

  constructor(
    chunks: ChunkReader,
    response: NodeResponse,
    done: () => void,
    fail: (error: unknown) => void,
  ) {
    this.#response = response
    this.#batches = new Batches(chunks, this)
    this.#done = done
    this.fail = fail
  }

  start(chunks: ChunkReader): void {
    try {
      const first = firstOf(chunks, this.#response)
      if (first !== undefined) return this.take(first)
      flushHead(this.#response)
      this.#batches.ask()
    } catch (error) {
      this.fail(error)
    }
  }

  take(batch: Uint8Array[] | undefined): void {
    const response = this.#response
    try {
      if (isDestroyed(response)) return this.#done()
      if (batch === undefined) {
        response.end()
        return this.#done()
      }
      const more = writeBatch(response, batch)
      flush(response)
      if (more) this.#batches.ask()
      else whenDrained(response, () => this.#batches.ask())
    } catch (error) {
      this.fail(error)
    }
  }
}

/** Middleware that has put its own `write` in place may hold back a head that comes with a chunk. */
function firstOf(chunks: ChunkReader, response: NodeResponse): Uint8Array[] | undefined {
  if (response.write !== ServerResponse.prototype.write) return undefined
  const first = chunks.takeFirst()
  return first && [first]
}

/**
 * compression() puts a `flush` on the response itself. Some Nodes carry a deprecated alias of
 * another meaning on the prototype, which must not be called.
 */
function flush(response: NodeResponse): void {
  if (!Object.hasOwn(response, 'flush')) return
  const own: unknown = Reflect.get(response, 'flush')
  if (typeof own === 'function') own.call(response)
}

function whenDrained(response: NodeResponse, goOn: () => void): void {
  const writable: Draining = response
  const done = (): void => {
    writable.off('drain', done)
    writable.off('close', done)
    goOn()
  }
  writable.once('drain', done)
  writable.once('close', done)
}

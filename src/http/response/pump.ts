/**
 * Writes a stream of chunks to a Node response: what is there at once, flushed through
 * compression, and never ahead of a slow client.
 */
import { ServerResponse } from 'node:http'
import { isDestroyed, type NodeResponse } from '../messages.js'
import { Batches } from './batches.js'
import type { ChunkReader } from './chunk-reader.js'
import { flushHead } from './flush-head.js'
import { writeBatch } from './write-batch.js'

/** What waiting needs of a response; HTTP/1 and HTTP/2 both have it. */
type Draining = {
  once(event: string, listener: () => void): unknown
  off(event: string, listener: () => void): unknown
}

/**
 * Sends the head, with the first chunk if that is there, then the rest. Resolves when the last
 * chunk was handed to Node, or when the response is destroyed.
 *
 * @throws what {@link ChunkReader.next} throws.
 */
export async function pump(chunks: ChunkReader, response: NodeResponse): Promise<void> {
  const batches = new Batches(chunks)
  let batch = firstOf(chunks, response)
  if (batch === undefined) {
    flushHead(response)
    batch = await batches.next()
  }
  for (; batch !== undefined; batch = await batches.next()) {
    if (isDestroyed(response)) return
    const more = writeBatch(response, batch)
    flush(response)
    if (!more) await drained(response)
  }
  if (!isDestroyed(response)) response.end()
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

function drained(response: NodeResponse): Promise<void> {
  const writable: Draining = response
  return new Promise(resolve => {
    const done = (): void => {
      writable.off('drain', done)
      writable.off('close', done)
      resolve()
    }
    writable.once('drain', done)
    writable.once('close', done)
  })
}

/**
 * Writes a stream of chunks to a Node response: each at once, flushed through compression, and
 * never ahead of a slow client.
 */
import { isDestroyed, type NodeResponse } from '../messages.js'
import type { ChunkReader } from './body-reader.js'

/** What the pump needs of a response; HTTP/1 and HTTP/2 both have it. */
type Writable = {
  write(chunk: Uint8Array): boolean
  end(): unknown
  once(event: string, listener: () => void): unknown
  off(event: string, listener: () => void): unknown
}

/**
 * Resolves when the last chunk was handed to Node, or when the response is destroyed.
 *
 * @throws what {@link ChunkReader.next} throws.
 */
export async function pump(chunks: ChunkReader, response: NodeResponse): Promise<void> {
  const writable = response as Writable
  for (;;) {
    const chunk = await chunks.next()
    if (isDestroyed(response)) return
    if (chunk === undefined) break
    const more = writable.write(chunk)
    flush(response)
    if (!more) await drained(writable)
  }
  writable.end()
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

function drained(writable: Writable): Promise<void> {
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

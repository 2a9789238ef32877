/**
 * Writes a stream of chunks to a Node response: each at once, flushed through compression,
 * never ahead of a slow client, and no byte more or less than was declared.
 */
import { isDestroyed, type NodeResponse } from '../messages.js'
import type { ChunkReader } from './body-reader.js'
import { DeclaredLength } from './length.js'

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
 * @param declared - `Content-Length` on the wire, if there is one.
 * @throws RouteHandlersError `RH_LENGTH_MISMATCH`, `RH_STREAM_CHUNK`, or what the source threw.
 */
export async function pump(
  chunks: ChunkReader,
  response: NodeResponse,
  declared: number | undefined,
): Promise<void> {
  const writable = response as Writable
  const length = new DeclaredLength(declared)
  for (;;) {
    const chunk = await chunks.next()
    if (isDestroyed(response)) return
    if (chunk === undefined) break
    length.add(chunk.byteLength)
    const more = writable.write(chunk)
    flush(response)
    if (!more) await drained(writable)
  }
  length.end()
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

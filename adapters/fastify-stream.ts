/** A response stream as the `Readable` that Fastify pipes, or lets its plugins pipe, to its client. */
import { Readable } from 'node:stream'
import { disconnected, type Lifecycle } from '../src/http/lifecycle.js'
import type { NodeResponse } from '../src/http/messages.js'
import { Batches } from '../src/http/response/batches.js'
import type { ChunkReader } from '../src/http/response/chunk-reader.js'
import { flushHead } from '../src/http/response/flush-head.js'
import { cut, faultBehind } from '../src/http/response/send.js'

/**
 * The head goes out when something is piped into the answer: all `onSend` hooks are then through,
 * and Fastify has set what they left.
 */
export function readableOf(
  response: NodeResponse,
  chunks: ChunkReader,
  lifecycle: Lifecycle,
  onCut: (error: unknown) => void,
): Readable {
  const readable = new Readable({
    read() {
      try {
        batches.ask()
      } catch (error) {
        fail(error)
      }
    },
    destroy(error, callback) {
      chunks.cancel(error ?? disconnected())
      callback(error)
    },
  })
  const fail = (error: unknown): void => {
    if (readable.destroyed) return
    onCut(error)
    readable.destroy(error as Error)
    cut(response)
  }
  const take = (batch: Uint8Array[] | undefined): void => {
    readable.push(batch === undefined ? null : pieceOf(batch))
  }
  const batches = new Batches(chunks, { take, fail })
  // Nobody may be listening to it when it fails: a hook can have put another body in its place.
  readable.on('error', () => {})
  response.once('pipe', () => flushHead(response))
  lifecycle.onAbort(reason => {
    readable.destroy()
    // An answer that has ended is all Node's.
    if (lifecycle.gone || response.writableEnded) return
    cut(response)
    const fault = faultBehind(reason)
    if (fault !== undefined) onCut(fault)
  })
  return readable
}

function pieceOf(batch: readonly Uint8Array[]): Uint8Array {
  const [first] = batch
  return batch.length === 1 && first ? first : Buffer.concat(batch)
}

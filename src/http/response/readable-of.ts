/** A response stream as a `Readable`, for hosts that pipe what they answer with to their clients. */
import { Readable } from 'node:stream'
import { disconnected, type Lifecycle } from '../lifecycle.js'
import type { NodeResponse } from '../messages.js'
import type { AnswerEvents } from './answer-events.js'
import { Batches } from './batches.js'
import type { ChunkReader } from './chunk-reader.js'
import { cut, faultBehind } from './send.js'

export interface ReadableParts {
  readonly response: NodeResponse
  readonly lifecycle: Lifecycle
  readonly events: AnswerEvents
  /** Called before each read. The first is the moment at which the host has begun to send. */
  readonly onRead?: () => void
}

export function readableOf(
  chunks: ChunkReader,
  { response, lifecycle, events, onRead }: ReadableParts,
): Readable {
  const readable = new Readable({
    read() {
      try {
        onRead?.()
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
    events.onCut(error)
    readable.destroy(error as Error)
    cut(response)
  }
  const take = (batch: Uint8Array[] | undefined): void => {
    readable.push(batch === undefined ? null : pieceOf(batch))
  }
  const batches = new Batches(chunks, { take, fail })
  lifecycle.onAbort(reason => {
    readable.destroy()
    // An answer that has ended is all Node's.
    if (lifecycle.gone || response.writableEnded) return
    cut(response)
    const fault = faultBehind(reason)
    if (fault !== undefined) events.onCut(fault)
  })
  return readable
}

function pieceOf(batch: readonly Uint8Array[]): Uint8Array {
  const [first] = batch
  return batch.length === 1 && first ? first : Buffer.concat(batch)
}

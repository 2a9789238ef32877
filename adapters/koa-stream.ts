/** A response stream as the `Readable` that Koa pipes to its client. */
import { Readable } from 'node:stream'
import type { Context } from 'koa'
import { disconnected, type Lifecycle } from '../src/http/lifecycle.js'
import { Batches } from '../src/http/response/batches.js'
import type { ChunkReader } from '../src/http/response/chunk-reader.js'
import { flushHead } from '../src/http/response/flush-head.js'
import type { ResponseHead } from '../src/http/response/head.js'
import { cut, faultBehind } from '../src/http/response/send.js'

/**
 * Its first read is the moment at which Koa has begun to send, so the head goes out then and outer
 * middleware could still add to it.
 */
export function readableOf(
  ctx: Context,
  chunks: ChunkReader,
  head: ResponseHead,
  lifecycle: Lifecycle,
  onCut: (error: unknown) => void,
): Readable {
  chunks.declare(head.contentLength)
  const readable = new Readable({
    read() {
      try {
        if (!ctx.headerSent) flushHead(ctx.res)
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
    cut(ctx.res)
  }
  const take = (batch: Uint8Array[] | undefined): void => {
    readable.push(batch === undefined ? null : pieceOf(batch))
  }
  const batches = new Batches(chunks, { take, fail })
  lifecycle.onAbort(reason => {
    readable.destroy()
    // An answer that has ended is all Node's.
    if (lifecycle.gone || ctx.res.writableEnded) return
    cut(ctx.res)
    const fault = faultBehind(reason)
    if (fault !== undefined) onCut(fault)
  })
  return readable
}

function pieceOf(batch: readonly Uint8Array[]): Uint8Array {
  const [first] = batch
  return batch.length === 1 && first ? first : Buffer.concat(batch)
}

/** A response stream as the `Readable` that Koa pipes to its client. */
import type { Readable } from 'node:stream'
import type { Context } from 'koa'
import type { Lifecycle } from '../src/http/lifecycle.js'
import type { AnswerEvents } from '../src/http/response/answer-events.js'
import type { ChunkReader } from '../src/http/response/chunk-reader.js'
import { flushHead } from '../src/http/response/flush-head.js'
import type { ResponseHead } from '../src/http/response/head.js'
import { readableOf } from '../src/http/response/readable-of.js'

/**
 * Its first read is the moment at which Koa has begun to send, so the head goes out then and outer
 * middleware could still add to it.
 */
export function streamOf(
  ctx: Context,
  chunks: ChunkReader,
  head: ResponseHead,
  lifecycle: Lifecycle,
  events: AnswerEvents,
): Readable {
  chunks.declare(head.contentLength)
  const onRead = (): void => {
    if (!ctx.headerSent) flushHead(ctx.res)
  }
  return readableOf(chunks, { response: ctx.res, lifecycle, events, onRead })
}

/** A response stream as the `Readable` that Fastify pipes, or lets its plugins pipe, to its client. */
import type { Readable } from 'node:stream'
import type { Lifecycle } from '../src/http/lifecycle.js'
import type { NodeResponse } from '../src/http/messages.js'
import type { AnswerEvents } from '../src/http/response/answer-events.js'
import type { ChunkReader } from '../src/http/response/chunk-reader.js'
import { flushHead } from '../src/http/response/flush-head.js'
import { readableOf } from '../src/http/response/readable-of.js'

/**
 * The head goes out when something is piped into the answer: all `onSend` hooks are then through,
 * and Fastify has set what they left.
 */
export function streamOf(
  response: NodeResponse,
  chunks: ChunkReader,
  lifecycle: Lifecycle,
  events: AnswerEvents,
): Readable {
  const readable = readableOf(chunks, { response, lifecycle, events })
  // Nobody may be listening to it when it fails: a hook can have put another body in its place.
  readable.on('error', () => {})
  response.once('pipe', () => flushHead(response))
  return readable
}

/**
 * An answer through a Fastify reply. Not on `reply.raw`: `onSend` hooks (compression, cookies,
 * sessions, etag) work on the reply. And not `reply.send(response)`, which replaces the host's
 * `Vary`, drops statusText and never cancels an idle stream.
 */
import { Readable } from 'node:stream'
import { bodyOf, discardBodyOf, headOf } from '../src/answer-parts.js'
import type { Answer } from '../src/handler/run.js'
import type { Lifecycle } from '../src/http/lifecycle.js'
import { isHttp2 } from '../src/http/messages.js'
import type { AnswerEvents } from '../src/http/response/answer-events.js'
import type { Opened } from '../src/http/response/body-reader.js'
import { bytesOf } from '../src/http/response/end-whole.js'
import { isBodiless, type ResponseHead } from '../src/http/response/head.js'
import { mergeVary } from '../src/http/response/vary.js'
import { streamOf } from './fastify-stream.js'
import type { FastifyReplyLike } from './fastify-types.js'

/** Throws and rejects only while the reply is untouched. */
export function answerOn(
  reply: FastifyReplyLike,
  method: string,
  answer: Answer,
  lifecycle: Lifecycle,
  events: AnswerEvents,
): void | Promise<void> {
  if (lifecycle.gone) return discardBodyOf(answer)
  if (isAnswered(reply)) {
    discardBodyOf(answer)
    return events.onAnswered()
  }
  const head = headOf(answer, reply.raw)
  if (isBodiless(head.status, method)) {
    discardBodyOf(answer)
    const keepsLength = method === 'HEAD' || head.status === 304
    setHead(reply, head, keepsLength ? head.contentLength : undefined)
    return void reply.send()
  }
  const body = bodyOf(answer)
  const send = (opened: Opened): void => sendOpened(reply, head, opened, lifecycle, events)
  return body instanceof Promise ? body.then(send) : send(body)
}

/** Whether a hook, a handler that writes to `reply.raw`, or a timeout has answered. */
export function isAnswered({ sent, raw }: FastifyReplyLike): boolean {
  return sent || raw.headersSent
}

function sendOpened(
  reply: FastifyReplyLike,
  head: ResponseHead,
  opened: Opened,
  lifecycle: Lifecycle,
  events: AnswerEvents,
): void {
  if (lifecycle.gone || isAnswered(reply)) {
    if (opened.kind === 'stream') opened.chunks.cancel()
    return lifecycle.gone ? undefined : events.onAnswered()
  }
  if (opened.kind === 'stream') {
    opened.chunks.declare(head.contentLength)
    setHead(reply, head, head.contentLength)
    forgoCompression(reply)
    reply.send(streamOf(reply.raw, opened.chunks, lifecycle, events))
  } else if (opened.kind === 'empty') {
    setHead(reply, head, 0)
    reply.send()
  } else {
    const bytes = bytesOf(opened.body)
    setHead(reply, head, bytes.byteLength)
    // Fastify invents a type for bytes that have none, but not for a stream.
    reply.send(reply.hasHeader('content-type') ? bytes : Readable.from([bytes]))
  }
}

/** Next to what hooks have set: cookies are appended, `Vary` united, anything else replaced. */
function setHead(reply: FastifyReplyLike, head: ResponseHead, length: number | undefined): void {
  const { raw } = reply
  const http2 = isHttp2(raw)
  // Fastify looks at a value when it sends it, which is too late to fail.
  const fields = head.fields.map(([name, value]) => [name, `${value}`] as const)
  reply.code(head.status)
  if (!http2 && (raw.statusMessage ?? '') !== head.statusText) raw.statusMessage = head.statusText
  // What a hook said of another body.
  if (reply.hasHeader('transfer-encoding')) reply.removeHeader('transfer-encoding')
  for (const [name, value] of fields) {
    if (name !== 'connection' || !http2) reply.header(name, value)
  }
  if (head.setCookie.length > 0) {
    // What stands on the message itself is lost once the reply has a field of that name.
    const below = raw.getHeader('set-cookie')
    if (below !== undefined) raw.removeHeader('set-cookie')
    reply.header('set-cookie', [...[below ?? []].flat().map(String), ...head.setCookie])
  }
  if (head.vary !== undefined) reply.header('vary', mergeVary(textOf(reply, 'vary'), head.vary))
  if (length === undefined) reply.removeHeader('content-length')
  else reply.header('content-length', length)
  const isEvents = textOf(reply, 'content-type').startsWith('text/event-stream')
  if (isEvents && !reply.hasHeader('x-accel-buffering')) reply.header('x-accel-buffering', 'no')
}

/** `@fastify/compress` has no flush, so that a live stream would wait for its end. */
function forgoCompression({ request }: FastifyReplyLike): void {
  // The reply's view of the request, not the message: handlers do not see it.
  request.headers = { ...request.headers, 'x-no-compression': 'stream' }
}

function textOf(reply: FastifyReplyLike, name: string): string {
  return String(reply.getHeader(name) ?? '')
}

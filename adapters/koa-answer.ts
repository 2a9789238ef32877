/**
 * An answer onto a Koa context. Not `ctx.body = response`, which folds cookies, drops statusText
 * and never cancels an idle stream; and not `ctx.res`, because outer middleware (compression,
 * etag, sessions) works on `ctx` after `await next()`.
 */
import { Readable } from 'node:stream'
import type { Context } from 'koa'
import { bodyOf, discardBodyOf, headOf } from '../src/answer-parts.js'
import type { Answer } from '../src/handler/run.js'
import type { Lifecycle } from '../src/http/lifecycle.js'
import { isHttp2, type NodeResponse } from '../src/http/messages.js'
import type { AnswerEvents } from '../src/http/response/answer-events.js'
import type { Opened } from '../src/http/response/body-reader.js'
import { bytesOf } from '../src/http/response/end-whole.js'
import { isBodiless, type ResponseHead } from '../src/http/response/head.js'
import { mergeVary } from '../src/http/response/vary.js'
import { appendCookies, textOf } from '../src/http/response/write-head.js'
import { streamOf } from './koa-stream.js'

/** Throws and rejects only while `ctx` is untouched. */
export function answerOn(
  ctx: Context,
  answer: Answer,
  lifecycle: Lifecycle,
  events: AnswerEvents,
): void | Promise<void> {
  if (lifecycle.gone) return discardBodyOf(answer)
  if (ctx.headerSent) {
    discardBodyOf(answer)
    // Koa would end the answer that the handler has begun on `ctx.res` with a text of its own.
    ctx.respond = false
    return events.onAnswered()
  }
  const head = headOf(answer, ctx.res)
  if (isBodiless(head.status, ctx.method)) {
    discardBodyOf(answer)
    // Koa makes 204 of a null body where the status has content; HEAD keeps its status.
    const hasContent = ![204, 205, 304].includes(head.status)
    if (head.status === 205) declareEmpty(ctx.res)
    return setBody(ctx, head, hasContent ? Readable.from([]) : null, head.contentLength)
  }
  const body = bodyOf(answer)
  const set = (opened: Opened): void => setOpened(ctx, head, opened, lifecycle, events)
  return body instanceof Promise ? body.then(set) : set(body)
}

function setOpened(
  ctx: Context,
  head: ResponseHead,
  opened: Opened,
  lifecycle: Lifecycle,
  events: AnswerEvents,
): void {
  if (opened.kind === 'empty') return setBody(ctx, head, Buffer.alloc(0))
  if (opened.kind === 'whole') return setBody(ctx, head, bytesOf(opened.body))
  if (ctx['compress'] === undefined) ctx['compress'] = false
  setBody(ctx, head, streamOf(ctx, opened.chunks, head, lifecycle, events), head.contentLength)
}

function setBody(
  ctx: Context,
  head: ResponseHead,
  body: Readable | Buffer | null,
  length?: number,
): void {
  const { res } = ctx
  const hadType = res.hasHeader('content-type')
  ctx.status = head.status
  if (head.statusText !== '' && !isHttp2(res)) ctx.message = head.statusText
  // What middleware said of another body; under a coding Koa would not set a length.
  if (res.hasHeader('transfer-encoding')) ctx.remove('Transfer-Encoding')
  if (res.hasHeader('content-length')) ctx.remove('Content-Length')
  // Koa invents a type for any body that has none, which is more work than to remove it again.
  const type = head.fields.find(([name]) => name === 'content-type')?.[1]
  if (type !== undefined) res.setHeader('content-type', type)
  ctx.body = body
  if (!hadType && type === undefined) ctx.remove('Content-Type')
  for (const [name, value] of head.fields) {
    if (name === 'content-type' || (name === 'connection' && isHttp2(res))) continue
    // As `ctx.set()` would, which first looks for objects and lists of fields.
    res.setHeader(name, value)
  }
  if (head.setCookie.length > 0) appendCookies(res, head.setCookie)
  if (head.vary !== undefined) ctx.set('Vary', mergeVary(textOf(res.getHeader('vary')), head.vary))
  if (length !== undefined && head.status !== 204) ctx.length = length
  const isEvents = textOf(res.getHeader('content-type')).startsWith('text/event-stream')
  if (isEvents && !res.hasHeader('x-accel-buffering')) ctx.set('X-Accel-Buffering', 'no')
}

/**
 * Koa takes the length off a 205, so that a client would wait for the connection to end. It has to
 * be there by RFC 9110 §15.3.6, and is set at header time.
 */
function declareEmpty(response: NodeResponse): void {
  if (isHttp2(response)) return
  const target = response as { writeHead: (...args: unknown[]) => unknown }
  const { writeHead } = target
  target.writeHead = (...args) => {
    target.writeHead = writeHead
    if (response.statusCode === 205) response.setHeader('content-length', 0)
    return Reflect.apply(writeHead, response, args)
  }
}

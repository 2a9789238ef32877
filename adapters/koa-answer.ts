/**
 * An answer onto a Koa context. Not `ctx.body = response`, which folds cookies, drops statusText
 * and never cancels an idle stream; and not `ctx.res`, because outer middleware (compression,
 * etag, sessions) works on `ctx` after `await next()`.
 */
import { Readable } from 'node:stream'
import type { Context } from 'koa'
import { discardBody } from '../src/fetch/discard-body.js'
import type { Answer } from '../src/handler/run.js'
import { disconnected, type Lifecycle } from '../src/http/lifecycle.js'
import { isHttp2, type NodeResponse } from '../src/http/messages.js'
import { type ChunkReader, openBody } from '../src/http/response/body-reader.js'
import { flushHead } from '../src/http/response/flush-head.js'
import { isBodiless, type ResponseHead, readHead } from '../src/http/response/head.js'
import { checkBlock } from '../src/http/response/header-block.js'
import { cut, faultBehind } from '../src/http/response/send.js'
import { mergeVary } from '../src/http/response/vary.js'

/** Whom {@link answerOn} tells about what no rejection can tell any more. */
export interface AnswerEvents {
  /** A failure after the head was sent; the connection is then cut. */
  readonly onCut: (error: unknown) => void
  /** Instead of an answer, where the handler has begun one on `ctx.res` itself. */
  readonly onAnswered: () => void
}

/** Rejects only while `ctx` is untouched. */
export async function answerOn(
  ctx: Context,
  { response, setCookie }: Answer,
  lifecycle: Lifecycle,
  { onCut, onAnswered }: AnswerEvents,
): Promise<void> {
  if (lifecycle.gone) return discardBody(response)
  if (ctx.headerSent) {
    discardBody(response)
    // Koa would end the other answer with a text of its own.
    ctx.respond = false
    return onAnswered()
  }
  const head = readHead(response, setCookie)
  if (isHttp2(ctx.res)) checkBlock(head)
  if (isBodiless(head.status, ctx.method)) {
    discardBody(response)
    // Koa makes 204 of a null body where the status has content; HEAD keeps its status.
    const hasContent = ![204, 205, 304].includes(head.status)
    if (head.status === 205) declareEmpty(ctx.res)
    return setBody(ctx, head, hasContent ? Readable.from([]) : null, head.contentLength)
  }
  const body = await openBody(response)
  if (body.kind !== 'stream') {
    const bytes = body.kind === 'whole' ? body.bytes : new Uint8Array()
    return setBody(ctx, head, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }
  if (ctx['compress'] === undefined) ctx['compress'] = false
  setBody(ctx, head, readableOf(ctx, body.chunks, head, lifecycle, onCut), head.contentLength)
}

function setBody(
  ctx: Context,
  head: ResponseHead,
  body: Readable | Buffer | null,
  length?: number,
): void {
  const hadType = ctx.res.hasHeader('content-type')
  ctx.status = head.status
  if (head.statusText !== '' && !isHttp2(ctx.res)) ctx.message = head.statusText
  // What middleware said of another body; under a coding Koa would not set a length.
  if (ctx.res.hasHeader('transfer-encoding')) ctx.remove('Transfer-Encoding')
  ctx.remove('Content-Length')
  ctx.body = body
  // Koa invents a type for any body that has none.
  if (!hadType) ctx.remove('Content-Type')
  for (const [name, value] of head.fields) {
    if (name !== 'connection' || !isHttp2(ctx.res)) ctx.set(name, value)
  }
  if (head.setCookie.length > 0) ctx.append('Set-Cookie', [...head.setCookie])
  if (head.vary !== undefined) ctx.set('Vary', mergeVary(textOf(ctx, 'vary'), head.vary))
  if (length !== undefined && head.status !== 204) ctx.length = length
  const isEvents = textOf(ctx, 'content-type').startsWith('text/event-stream')
  if (isEvents && !ctx.res.hasHeader('x-accel-buffering')) ctx.set('X-Accel-Buffering', 'no')
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

/** Koa 2 and 3 disagree about what `ctx.response.get()` gives for a missing field. */
function textOf(ctx: Context, name: string): string {
  return String(ctx.res.getHeader(name) ?? '')
}

/**
 * The stream that Koa pipes. Its first read is the moment at which Koa has begun to send, so the
 * head goes out then and outer middleware could still add to it.
 */
function readableOf(
  ctx: Context,
  chunks: ChunkReader,
  head: ResponseHead,
  lifecycle: Lifecycle,
  onCut: (error: unknown) => void,
): Readable {
  chunks.declare(head.contentLength)
  const readable = new Readable({
    async read() {
      try {
        if (!ctx.headerSent) flushHead(ctx.res)
        this.push((await chunks.next()) ?? null)
      } catch (error) {
        if (readable.destroyed) return
        onCut(error)
        readable.destroy(error as Error)
        cut(ctx.res)
      }
    },
    destroy(error, callback) {
      chunks.cancel(error ?? disconnected())
      callback(error)
    },
  })
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

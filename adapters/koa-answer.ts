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
import { isHttp2 } from '../src/http/messages.js'
import { type ChunkReader, openBody } from '../src/http/response/body-reader.js'
import { flushHead } from '../src/http/response/flush-head.js'
import { isBodiless, type ResponseHead, readHead } from '../src/http/response/head.js'
import { cut } from '../src/http/response/send.js'
import { mergeVary } from '../src/http/response/vary.js'

/** Rejects only while `ctx` is untouched. */
export async function answerOn(
  ctx: Context,
  { response, setCookie }: Answer,
  lifecycle: Lifecycle,
  onCut: (error: unknown) => void,
): Promise<void> {
  if (lifecycle.gone) return discardBody(response)
  const head = readHead(response, setCookie)
  if (isBodiless(head.status, ctx.method)) {
    discardBody(response)
    // Koa makes 204 of a null body where the status has content; HEAD keeps its status.
    const hasContent = ![204, 205, 304].includes(head.status)
    const length = head.status === 205 ? 0 : head.contentLength
    return setBody(ctx, head, hasContent ? Readable.from([]) : null, length)
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
      if (!ctx.headerSent) flushHead(ctx.res)
      try {
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
  lifecycle.onAbort(() => {
    readable.destroy()
    // An answer that has ended is all Node's.
    if (!lifecycle.gone && !ctx.res.writableEnded) cut(ctx.res)
  })
  return readable
}

/**
 * Koa reports the end of a connection as an error of the application, even where the client
 * simply left. For this one context that is kept quiet; anything else goes Koa's way.
 */
export function ignoreDisconnect(ctx: Context, lifecycle: Lifecycle): void {
  const { onerror } = ctx
  let last: unknown
  ctx.onerror = error => {
    // The pipe and the connection both report what broke them.
    const isNew = error !== last
    last = error
    const concerns = isOfSource(ctx, error) || !hasLeft(ctx, error, lifecycle)
    if (isNew && concerns) onerror.call(ctx, error)
  }
}

/** The failure of the body itself, which broke the connection and not the other way round. */
function isOfSource({ body }: Context, error: unknown): boolean {
  return error !== null && body instanceof Readable && body.errored === error
}

function hasLeft({ req }: Context, error: unknown, { signal }: Lifecycle): boolean {
  return signal.aborted || (error !== null && req.socket.errored === error)
}

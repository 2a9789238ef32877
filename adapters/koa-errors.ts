/** What Koa hears of an answer that ended before its time, and in what form. */
import { Readable } from 'node:stream'
import type { Context } from 'koa'
import type { Lifecycle } from '../src/http/lifecycle.js'

/**
 * Koa reports the end of a connection as an error of the application, even where the client
 * simply left. For this one context that is kept quiet; anything else goes Koa's way.
 */
export function ignoreDisconnect(ctx: Context, lifecycle: Lifecycle): void {
  const { onerror } = ctx
  let last: unknown
  ctx.onerror = error => {
    // Koa calls without an error at the end of every answer, and then does nothing.
    if (error === null) return onerror.call(ctx, error)
    // The pipe and the connection both report what broke them.
    const isNew = error !== last
    last = error
    const concerns = isOfSource(ctx, error) || !hasLeft(ctx, error, lifecycle)
    if (isNew && concerns) onerror.call(ctx, extensible(error))
  }
}

/** Koa marks errors (`headerSent`); that a frozen one throws at that would end the process. */
function extensible(error: Error): Error {
  return Object.isExtensible(error) ? error : Object.create(error)
}

/** The failure of the body itself, which broke the connection and not the other way round. */
function isOfSource({ body }: Context, error: unknown): boolean {
  return body instanceof Readable && body.errored === error
}

function hasLeft({ req }: Context, error: unknown, { signal }: Lifecycle): boolean {
  return signal.aborted || req.socket.errored === error
}

/** Requests that Koa's next middleware has to deal with. */
import type { Context, Next } from 'koa'
import { type DrainLimits, drainOf } from '../src/http/body/drain.js'
import { cut } from '../src/http/response/send.js'
import { uniteAllow } from '../src/merge-allow.js'
import { headersSent, warnAnswered } from '../src/node-outlet.js'

/**
 * No handler runs for a request that was answered; one that was half answered is broken off.
 *
 * @param tell - is told of the error, beside Koa.
 */
export function afterAnswer(ctx: Context, next: Next, tell: (error: Error) => void): Promise<void> {
  if (ctx.res.writableEnded) {
    warnAnswered()
    return next()
  }
  cut(ctx.res)
  const error = headersSent()
  tell(error)
  throw error
}

/** Goes on; an OPTIONS that nobody answered then becomes ours, one that somebody did is joined. */
export async function passOn(
  ctx: Context,
  next: Next,
  allow: string | undefined,
  drain: DrainLimits,
): Promise<void> {
  await next()
  if (allow === undefined || ctx.headerSent) return
  if (ctx.status === 404 && (ctx.body === undefined || ctx.body === null)) {
    drainOf(ctx.req, ctx.res, drain)
    ctx.status = 204
    ctx.set('Allow', allow)
  } else if (ctx.res.hasHeader('allow'))
    ctx.set('Allow', uniteAllow(String(ctx.res.getHeader('allow')), allow))
}

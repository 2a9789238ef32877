import { STATUS_CODES } from 'node:http'

/** Middleware: every error of the server as JSON, whichever half it comes from. */
export async function renderErrors(ctx, next) {
  try {
    await next()
  } catch (error) {
    const status = error.status ?? 500
    if (status >= 500) ctx.app.emit('error', error, ctx)
    ctx.status = status
    ctx.body = { error: { status, message: status < 500 ? error.message : STATUS_CODES[status] } }
  }
}

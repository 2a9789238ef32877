/** Login by a signed cookie, kept as small as it can be. */
const COOKIE = 'user'

/** Middleware: `ctx.state.user` is `{ name }` for whoever has logged in. */
export function readUser(ctx, next) {
  const name = ctx.cookies.get(COOKIE, { signed: true })
  if (name) ctx.state.user = { name: decodeURIComponent(name) }
  return next()
}

export function logIn(ctx, name) {
  ctx.cookies.set(COOKIE, encodeURIComponent(name), { signed: true, sameSite: 'lax' })
}

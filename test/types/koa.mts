/** A program that uses Koa only, as an ES module. */
import Koa from 'koa'
import { host } from 'route-handlers'
import { type KoaRoutes, keepRawBody, routeHandlers } from 'route-handlers/koa'

interface User {
  id: number
}

declare module 'koa' {
  interface DefaultState {
    user?: User
  }
}

const routes: KoaRoutes = routeHandlers('./app')
new Koa().use(routes)
new Koa().use(routeHandlers(new URL('file:///app'), { fallthrough: false }))

routeHandlers('./app', {
  context: ctx => ({ user: ctx.state.user, ip: ctx.ip }),
})

export function GET(): Response {
  const { ctx, req, ip, kind } = host()
  const only: 'koa' = kind
  const user: User | undefined = ctx.state.user
  return Response.json([only, user, req.url, ip, ctx.app.proxy, typeof keepRawBody])
}

// @ts-expect-error Koa calls it with one context, not with (req, res)
routeHandlers('./app', { context: (req, res) => ({ req, res }) })
// @ts-expect-error members of an argument need an object
routeHandlers('./app', { context: ctx => ctx.path })
// @ts-expect-error no Express in this program
host().req.session

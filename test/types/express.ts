/** A program that uses Express only; compiled with the typings of Express 5 and of Express 4. */
import express from 'express'
import { getNodeRequest, host } from 'route-handlers'
import { type ExpressRoutes, keepRawBody, routeHandlers } from 'route-handlers/express'

interface User {
  id: number
}

declare global {
  namespace Express {
    interface Request {
      session: { cart?: string[] }
      user?: User
    }
  }
}

const app = express()
const routes: ExpressRoutes = routeHandlers('./app')
app.use(express.json({ verify: keepRawBody }), routes)
app.use('/api', routeHandlers(new URL('file:///app'), { fallthrough: 'method', compat: 15 }))
express.Router().use(routes)

routeHandlers('./app', {
  context: (req, res) => ({ user: req.user, cart: req.session.cart, locals: res.locals }),
  bodyLimit: { '/uploads/[id]': false, '*': 1024 },
  onError: (error, request) => {
    if (request === undefined) throw error
    return Response.json({ path: request.url }, { status: 500 })
  },
})

export function GET(request: Request): Response {
  const { req, res, ip, kind } = host()
  const only: 'express' = kind
  const user: User | undefined = req.user
  const sameRequest: express.Request = getNodeRequest(request)
  return Response.json([only, user, req.session.cart, res.locals, ip, sameRequest.session])
}

export async function operate(): Promise<void> {
  await routes.ready()
  const patterns: string[] = routes.routes().map(route => route.pattern)
  const response: Response = await routes.fetch(new Request('http://localhost/'))
  await routes.close({ graceMs: patterns.length + response.status })
}

// @ts-expect-error the directory is not optional
routeHandlers()
// @ts-expect-error a directory is a path or a URL
routeHandlers(['./app'])
// @ts-expect-error serve-static's boolean `true` is not one of the three
routeHandlers('./app', { fallthrough: true })
// @ts-expect-error there was no Next.js 13 with these semantics
routeHandlers('./app', { compat: 13 })
// @ts-expect-error a size is a number of bytes
routeHandlers('./app', { bodyLimit: '10mb' })
// @ts-expect-error members of an argument need an object
routeHandlers('./app', { context: () => 'user' })
// @ts-expect-error Express calls it with a request, which has no `state`
routeHandlers('./app', { context: req => ({ state: req.state }) })
// @ts-expect-error an error is answered with a Response
routeHandlers('./app', { onError: () => ({ status: 500 }) })
// @ts-expect-error a typo is not an option
routeHandlers('./app', { fallThrough: 'path' })
// @ts-expect-error the plain Node adapter has it; Express has its own setting
routeHandlers('./app', { trustProxy: true })
// @ts-expect-error no Koa in this program
host().ctx
// @ts-expect-error not in the interface above
host().req.session.basket

import { randomBytes } from 'node:crypto'
import { bodyParser } from '@koa/bodyparser'
import Koa from 'koa'
import { routeHandlers } from 'route-handlers/koa'
import { router } from './legacy/router.js'
import { renderErrors } from './lib/render-errors.js'
import { start } from './lib/start.js'
import { readUser } from './lib/user.js'

const routes = routeHandlers(new URL('./app', import.meta.url), {
  context: ctx => ({ user: ctx.state.user }),
})

const app = new Koa({ keys: [process.env.COOKIE_KEY ?? randomBytes(32).toString('hex')] })

app.use(renderErrors)
app.use(bodyParser())
app.use(readUser)

// What has a route file is answered there; every other path goes on to the router.
app.use(routes)
app.use(router.routes())
app.use(router.allowedMethods())

await start(app, routes)

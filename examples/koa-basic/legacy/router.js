import Router from '@koa/router'
import * as notes from '../lib/notes.js'
import { logIn } from '../lib/user.js'

export const router = new Router({ prefix: '/api' })

router.get('/notes', ctx => {
  ctx.body = notes.all()
})

router.post('/notes', ctx => {
  const { user } = ctx.state
  if (!user) ctx.throw(401, 'Log in first')
  ctx.status = 201
  ctx.body = notes.add(ctx.request.body.text, user.name)
})

router.post('/login', ctx => {
  const { name } = ctx.request.body
  if (!name) ctx.throw(422, 'Send a name')
  logIn(ctx, name)
  ctx.body = { name }
})

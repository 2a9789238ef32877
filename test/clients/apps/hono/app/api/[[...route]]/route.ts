import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { streamSSE } from 'hono/streaming'
import { handle } from 'hono/vercel'
import { Gate } from '../../../../../gate'

const gate = new Gate()
const app = new Hono().basePath('/api')

app.get('/', c => c.text('the root'))
app.get('/hello/:name', c => c.json({ hello: c.req.param('name'), tab: c.req.query('tab') }))
app.get('/url', c => c.text(c.req.url))
app.get('/login', c => {
  setCookie(c, 'a', '1')
  setCookie(c, 'b', '2', { httpOnly: true })
  return c.redirect('/api')
})
app.post('/sum', async c => {
  const { a, b } = await c.req.json()
  return c.json({ sum: a + b }, 201)
})
app.post('/form', async c => c.json(await c.req.parseBody()))
app.post('/release', c => {
  gate.open()
  return c.body(null, 204)
})
app.get('/ticks', c =>
  streamSSE(c, async stream => {
    const { opened } = gate
    await stream.writeSSE({ data: 'first' })
    await opened
    await stream.writeSSE({ data: 'second' })
  }),
)

export const GET = handle(app)
export const POST = handle(app)

import { Elysia, t } from 'elysia'

const app = new Elysia({ prefix: '/api' })
  .get('/', 'hi')
  .get('/users/:id', ({ params, query }) => ({ id: params.id, tab: query['tab'] }))
  .post('/', ({ body }) => body, { body: t.Object({ name: t.String() }) })
  .put('/cookie', ({ cookie }) => {
    cookie['a']!.value = '1'
    return 'set'
  })

export const GET = app.fetch
export const POST = app.fetch
export const PUT = app.handle

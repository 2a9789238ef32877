import { initContract } from '@ts-rest/core'
import { z } from 'zod/v3'

const c = initContract()
const Post = z.object({ id: z.string(), title: z.string() })

export const contract = c.router({
  post: { method: 'GET', path: '/posts/:id', responses: { 200: Post, 404: c.noBody() } },
  create: {
    method: 'POST',
    path: '/posts',
    body: z.object({ title: z.string() }),
    responses: { 201: Post },
  },
  remove: { method: 'DELETE', path: '/posts/:id', responses: { 204: c.noBody() } },
})

import { createNextHandler } from '@ts-rest/serverless/next'
import { contract } from '../../../lib/contract'

const handler = createNextHandler(
  contract,
  {
    post: async ({ params: { id } }) =>
      id === '1' ? { status: 200, body: { id, title: 'first' } } : { status: 404, body: undefined },
    create: async ({ body }) => ({ status: 201, body: { id: '2', title: body.title } }),
    remove: async () => ({ status: 204, body: undefined }),
  },
  { basePath: '/api', handlerType: 'app-router', responseValidation: true },
)

export { handler as DELETE, handler as GET, handler as POST }
